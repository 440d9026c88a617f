import { defineRoute } from '../../api/route.ts';
import { licenseSchema } from '../license.ts';
import { getLicense } from './handler.ts';
import { getLicenseRules } from './rules.ts';

/** `GET /api/licenses/{id}`, an extension: one licence of the token's legal entity, with the ETag for an update. */
export const getLicenseRoute = defineRoute({
  method: 'GET',
  path: '/api/licenses/:id',
  spec: '5',
  summary: 'Get license',
  access: { scope: 'license:read', apiKey: 'broker' },
  preconditions: true,
  success: { status: 200, description: 'The licence.', data: licenseSchema, tagged: true, dated: true },
  rules: getLicenseRules,
  handle: getLicense,
});
