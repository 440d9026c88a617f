import { defineRoute } from '../../api/route.ts';
import { licenseBodySchema } from '../license.ts';
import { validateLicense } from './handler.ts';
import { validationSchema } from './validation-schema.ts';

/** `POST /api/licenses/validation`, an extension: what create would answer, check by check, without creating. */
export const validateLicenseRoute = defineRoute({
  method: 'POST',
  path: '/api/licenses/validation',
  spec: '4',
  summary: 'Validate license',
  access: { scope: 'license:write', apiKey: 'broker' },
  body: licenseBodySchema,
  explains: true,
  success: { status: 200, description: 'What create would answer.', data: validationSchema },
  handle: validateLicense,
});
