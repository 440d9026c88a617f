import { defineRoute } from '../../api/route.ts';
import { legalEntitySchema } from '../legal-entity.ts';
import { listLegalEntities, PARAMETERS } from './handler.ts';

/** `GET /api/v2/legal_entities`: the legal entities that the token sees. */
export const listLegalEntitiesRoute = defineRoute({
  method: 'GET',
  path: '/api/v2/legal_entities',
  spec: '10',
  summary: 'Get legal entities V2',
  access: { scope: 'legal_entity:read', apiKey: 'broker' },
  query: PARAMETERS,
  lane: 'lists',
  success: {
    status: 200,
    description: 'A page of legal entities.',
    data: { type: 'array', items: legalEntitySchema },
  },
  handle: listLegalEntities,
});
