import { pagingOf } from '../../api/query.ts';
import type { RequestContext } from '../../api/route.ts';
import { pageOf } from '../../platform/database/paged.ts';
import type { Answer } from '../../platform/http/envelope.ts';
import { type LicenseList, listLicenses } from './get.queries.ts';

/** SPEC 5. The legal entity is the token's, whatever the filters say. */
export async function getLicenses({ db, principal, query }: RequestContext<never>): Promise<Answer> {
  const licenses = await listLicenses(db, {
    legalEntityId: principal.clientId,
    id: (query.id ?? null) as LicenseList['id'],
    licenseNumber: (query.license_number ?? null) as LicenseList['licenseNumber'],
    type: (query.type ?? null) as LicenseList['type'],
    isPrimary: (query.is_primary ?? null) as LicenseList['isPrimary'],
  });
  const { rows, paging } = pageOf(licenses, pagingOf(query));
  return { status: 200, data: rows, paging };
}
