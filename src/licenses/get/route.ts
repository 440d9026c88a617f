import { BOOLEAN_PARAMETER, PAGING_PARAMETERS, TEXT_PARAMETER, UUID_PARAMETER } from '../../api/query.ts';
import type { Route } from '../../api/route.ts';
import { getLicenses } from './handler.ts';

/** `GET /api/licenses`: the licences of the legal entity of the token. */
export function getLicensesRoute(): Route {
  return {
    method: 'GET',
    path: '/api/licenses',
    spec: '5',
    summary: 'Get licenses',
    access: { scope: 'license:read', apiKey: 'broker' },
    query: {
      id: UUID_PARAMETER,
      license_number: TEXT_PARAMETER,
      type: { dictionary: 'LICENSE_TYPE' },
      is_primary: BOOLEAN_PARAMETER,
      ...PAGING_PARAMETERS,
    },
    handle: getLicenses,
  };
}
