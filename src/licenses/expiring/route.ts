import { PAGING_PARAMETERS } from '../../api/query.ts';
import type { Route } from '../../api/route.ts';
import { getExpiringLicenses } from './handler.ts';

/** `GET /api/admin/licenses`, an extension: active licences of all legal entities that expire before a date. */
export function expiringLicensesRoute(): Route {
  return {
    method: 'GET',
    path: '/api/admin/licenses',
    spec: '5',
    summary: 'Get expiring licenses',
    access: { scope: 'license_expiry:read', apiKey: 'always' },
    query: { expires_before: { format: 'date', required: true }, ...PAGING_PARAMETERS },
    handle: getExpiringLicenses,
  };
}
