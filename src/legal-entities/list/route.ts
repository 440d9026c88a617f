import { PAGING_PARAMETERS, TEXT_PARAMETER, UUID_PARAMETER } from '../../api/query.ts';
import type { Route } from '../../api/route.ts';
import { LEGAL_ENTITY_STATUSES } from '../legal-entity.ts';
import { listLegalEntities } from './handler.ts';

/** At most 255 characters without NUL, at least one of them a letter or digit: there must be a word to look for. */
const SEARCH_PATTERN = '^(?=[^\\u0000]{1,255}$)[^\\p{L}\\p{Nd}]*[\\p{L}\\p{Nd}]';

/** `GET /api/v2/legal_entities`: the legal entities that the token sees. */
export function listLegalEntitiesRoute(): Route {
  return {
    method: 'GET',
    path: '/api/v2/legal_entities',
    spec: '10',
    summary: 'Get legal entities V2',
    access: { scope: 'legal_entity:read', apiKey: 'broker' },
    query: {
      id: UUID_PARAMETER,
      edrpou: { pattern: '^[0-9]{8,10}$' },
      // Not a dictionary: the data has types that the dictionary does not, such as MIS and NHS.
      type: TEXT_PARAMETER,
      status: { values: LEGAL_ENTITY_STATUSES },
      name: { pattern: SEARCH_PATTERN },
      ...PAGING_PARAMETERS,
    },
    handle: listLegalEntities,
  };
}
