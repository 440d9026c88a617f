import { defineRoute } from '../../api/route.ts';
import { licenseSchema } from '../license.ts';
import { getLicenses, PARAMETERS } from './handler.ts';

/** `GET /api/licenses`: the licences of the legal entity of the token. */
export const getLicensesRoute = defineRoute({
  method: 'GET',
  path: '/api/licenses',
  spec: '5',
  summary: 'Get licenses',
  access: { scope: 'license:read', apiKey: 'broker' },
  query: PARAMETERS,
  success: {
    status: 200,
    description: 'A page of licences.',
    data: { type: 'array', items: licenseSchema },
  },
  handle: getLicenses,
});
