import { PAGING_PARAMETERS } from '../../api/query.ts';
import type { Route } from '../../api/route.ts';
import { getLicenseHistory } from './handler.ts';

/** `GET /api/admin/licenses/{id}/history`, an extension: who changed a licence, when and how. */
export function licenseHistoryRoute(): Route {
  return {
    method: 'GET',
    path: '/api/admin/licenses/:id/history',
    spec: '12.3',
    summary: 'Get license history',
    access: { scope: 'license_history:read', apiKey: 'always' },
    query: PAGING_PARAMETERS,
    handle: getLicenseHistory,
  };
}
