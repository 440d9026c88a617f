import type { Route } from '../../api/route.ts';
import type { ParameterFallbacks } from '../../parameters/parameters.ts';
import { type LicenseBody, licenseBodySchema } from '../license.ts';
import { validateLicense } from './handler.ts';

/** `POST /api/licenses/validation`, an extension: what create would answer, check by check, without creating. */
export function validateLicenseRoute(fallbacks: ParameterFallbacks): Route<LicenseBody> {
  return {
    method: 'POST',
    path: '/api/licenses/validation',
    spec: '4',
    summary: 'Validate license',
    access: { scope: 'license:write', apiKey: 'broker' },
    body: licenseBodySchema,
    handle: (context) => validateLicense(context, fallbacks),
  };
}
