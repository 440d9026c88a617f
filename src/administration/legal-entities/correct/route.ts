import { type ChangingServices, changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { legalEntityAnswer } from '../../../legal-entities/answer.ts';
import { correctionSchema } from '../../../legal-entities/change/bodies.ts';
import { correctLegalEntity } from '../../../legal-entities/change/change.ts';
import { correctionRules } from '../../../legal-entities/change/rules.ts';
import { legalEntityDetailsSchema } from '../../../legal-entities/legal-entity.ts';

/** `PATCH /api/admin/legal_entities/{id}`: sets right what was entered wrongly; what is absent stays. */
export const correctLegalEntityRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/legal_entities/:id',
  spec: '11.5',
  summary: 'Correct legal entity',
  access: { scope: 'legal_entity:write', apiKey: 'always' },
  body: correctionSchema,
  preconditions: true,
  success: {
    status: 200,
    description: 'The legal entity as it is now.',
    data: legalEntityDetailsSchema,
    tagged: true,
  },
  rules: correctionRules,
  handle: async (request, services: ChangingServices) => {
    const { params, preconditions, body } = request;
    const which = { id: params.id, preconditions };
    return legalEntityAnswer(
      await changing(request, services, (change) => correctLegalEntity(change, which, body)),
    );
  },
});
