import { defineRoute } from '../../api/route.ts';
import { licenseSchema } from '../license.ts';
import { getExpiringLicenses, PARAMETERS } from './handler.ts';

/** `GET /api/admin/licenses`: active licences of all legal entities that expire before a date. */
export const expiringLicensesRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/licenses',
  spec: '5',
  summary: 'Get expiring licenses',
  access: { scope: 'license_expiry:read', apiKey: 'always' },
  query: PARAMETERS,
  lane: 'lists',
  success: {
    status: 200,
    description: 'A page of licences, the earliest expiry first.',
    data: { type: 'array', items: licenseSchema },
  },
  handle: getExpiringLicenses,
});
