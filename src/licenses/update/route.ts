import { defineRoute } from '../../api/route.ts';
import { licenseBodySchema, licenseSchema } from '../license.ts';
import { updateLicense } from './handler.ts';
import { updateLicenseRules } from './rules.ts';

/** `PATCH /api/licenses/{id}`: replaces an additional licence of the token's legal entity; the full set, not a part. */
export const updateLicenseRoute = defineRoute({
  method: 'PATCH',
  path: '/api/licenses/:id',
  spec: '6',
  summary: 'Update license',
  access: { scope: 'license:write', apiKey: 'broker' },
  body: licenseBodySchema,
  preconditions: true,
  success: {
    status: 200,
    description: 'The licence as it is now.',
    data: licenseSchema,
    tagged: true,
    dated: true,
  },
  rules: updateLicenseRules,
  handle: updateLicense,
});
