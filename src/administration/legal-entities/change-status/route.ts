import { type ChangingServices, changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { legalEntityAnswer } from '../../../legal-entities/answer.ts';
import { statusChangeSchema } from '../../../legal-entities/change/bodies.ts';
import { changeLegalEntityStatus } from '../../../legal-entities/change/change.ts';
import { statusRules } from '../../../legal-entities/change/rules.ts';
import { legalEntityDetailsSchema } from '../../../legal-entities/legal-entity.ts';

/** `PATCH /api/admin/legal_entities/{id}/actions/change_status`: suspends, takes up again, closes. */
export const changeLegalEntityStatusRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/legal_entities/:id/actions/change_status',
  spec: '11.5',
  summary: 'Change status of legal entity',
  access: { scope: 'legal_entity:write', apiKey: 'always' },
  body: statusChangeSchema,
  preconditions: true,
  success: {
    status: 200,
    description: 'The legal entity as it is now.',
    data: legalEntityDetailsSchema,
    tagged: true,
  },
  rules: statusRules,
  handle: async (request, services: ChangingServices) => {
    const { params, preconditions, body } = request;
    const which = { id: params.id, preconditions };
    return legalEntityAnswer(
      await changing(request, services, (change) => changeLegalEntityStatus(change, which, body)),
    );
  },
});
