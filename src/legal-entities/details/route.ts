import { defineRoute } from '../../api/route.ts';
import { legalEntityDetailsSchema } from '../legal-entity.ts';
import { getLegalEntity } from './handler.ts';
import { legalEntityDetailsRules } from './rules.ts';

/** `GET /api/v2/legal_entities/{id}`: one legal entity with its primary licence. */
export const getLegalEntityRoute = defineRoute({
  method: 'GET',
  path: '/api/v2/legal_entities/:id',
  spec: '10',
  summary: 'Get legal entity by ID V2',
  access: { scope: 'legal_entity:read', apiKey: 'broker' },
  success: {
    status: 200,
    description: 'The legal entity with its primary licence.',
    data: legalEntityDetailsSchema,
    tagged: true,
  },
  rules: legalEntityDetailsRules,
  handle: getLegalEntity,
});
