import type { Route } from '../../api/route.ts';
import { getLegalEntity } from './handler.ts';

/** `GET /api/v2/legal_entities/{id}`: one legal entity with its primary licence. */
export function getLegalEntityRoute(): Route {
  return {
    method: 'GET',
    path: '/api/v2/legal_entities/:id',
    spec: '10',
    summary: 'Get legal entity by ID V2',
    access: { scope: 'legal_entity:read', apiKey: 'broker' },
    handle: getLegalEntity,
  };
}
