import { defineRoute } from '../../api/route.ts';
import { licenseBodySchema, licenseSchema } from '../license.ts';
import { createLicense } from './handler.ts';
import { createLicenseRules } from './rules.ts';

/** `POST /api/licenses`: adds an additional licence to the legal entity of the token. */
export const createLicenseRoute = defineRoute({
  method: 'POST',
  path: '/api/licenses',
  spec: '4',
  summary: 'Create license',
  access: { scope: 'license:write', apiKey: 'broker' },
  body: licenseBodySchema,
  success: {
    status: 201,
    description: 'The licence as it was stored.',
    data: licenseSchema,
    tagged: true,
    dated: true,
  },
  rules: createLicenseRules,
  handle: createLicense,
});
