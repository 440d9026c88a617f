import type { Route } from '../../api/route.ts';
import type { ParameterFallbacks } from '../../parameters/parameters.ts';
import { type LicenseBody, licenseBodySchema } from '../license.ts';
import { createLicense } from './handler.ts';

/** `POST /api/licenses`: adds an additional licence to the legal entity of the token. */
export function createLicenseRoute(fallbacks: ParameterFallbacks): Route<LicenseBody> {
  return {
    method: 'POST',
    path: '/api/licenses',
    spec: '4',
    summary: 'Create license',
    access: { scope: 'license:write', apiKey: 'broker' },
    body: licenseBodySchema,
    handle: (context) => createLicense(context, fallbacks),
  };
}
