import type { Route } from '../../api/route.ts';
import { type LicenseBody, licenseBodySchema } from '../license.ts';
import { updateLicense } from './handler.ts';

/** `PATCH /api/licenses/{id}`: replaces an additional licence of the token's legal entity; the full set, not a part. */
export function updateLicenseRoute(): Route<LicenseBody> {
  return {
    method: 'PATCH',
    path: '/api/licenses/:id',
    spec: '6',
    summary: 'Update license',
    access: { scope: 'license:write', apiKey: 'broker' },
    body: licenseBodySchema,
    handle: updateLicense,
  };
}
