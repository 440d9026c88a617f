import { PAGING_PARAMETERS } from '../../api/query.ts';
import { defineRoute } from '../../api/route.ts';
import { getLicenseHistory, getOwnLicenseHistory } from './handler.ts';
import { licenseHistorySchema } from './history-schema.ts';
import { licenseHistoryRules, ownLicenseHistoryRules } from './rules.ts';

/** `GET /api/admin/licenses/{id}/history`, an extension: who changed a licence, when and how. */
export const licenseHistoryRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/licenses/:id/history',
  spec: '12.3',
  summary: 'Get license history',
  access: { scope: 'license_history:read', apiKey: 'always' },
  query: PAGING_PARAMETERS,
  lane: 'lists',
  success: { status: 200, description: 'A page of changes.', data: licenseHistorySchema },
  rules: licenseHistoryRules,
  handle: getLicenseHistory,
});

/** `GET /api/licenses/{id}/history`, an extension: the same of a licence of the token's legal entity. */
export const ownLicenseHistoryRoute = defineRoute({
  method: 'GET',
  path: '/api/licenses/:id/history',
  spec: '5',
  summary: 'Get history of own license',
  access: { scope: 'license:read', apiKey: 'broker' },
  query: PAGING_PARAMETERS,
  lane: 'lists',
  success: { status: 200, description: 'A page of changes.', data: licenseHistorySchema },
  rules: ownLicenseHistoryRules,
  handle: getOwnLicenseHistory,
});
