import { type ChangingServices, changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { legalEntityAnswer } from '../../../legal-entities/answer.ts';
import { newLegalEntitySchema } from '../../../legal-entities/change/bodies.ts';
import { createLegalEntity } from '../../../legal-entities/change/change.ts';
import { creationRules } from '../../../legal-entities/change/rules.ts';
import { legalEntityDetailsSchema } from '../../../legal-entities/legal-entity.ts';

/** `POST /api/admin/legal_entities`: enters a legal entity, and makes its client. */
export const createLegalEntityRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/legal_entities',
  spec: '11.5',
  summary: 'Create legal entity',
  access: { scope: 'legal_entity:write', apiKey: 'always' },
  body: newLegalEntitySchema,
  success: {
    status: 201,
    description: 'The legal entity, ACTIVE and without licences.',
    data: legalEntityDetailsSchema,
    tagged: true,
  },
  rules: creationRules,
  handle: async (request, services: ChangingServices) =>
    legalEntityAnswer(await changing(request, services, (change) => createLegalEntity(change, request.body))),
});
