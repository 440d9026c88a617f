import type { RequestContext } from '../../api/route.ts';
import type { Answer } from '../../platform/http/envelope.ts';
import type { LicenseBody } from '../license.ts';
import { writeLicense } from '../write.ts';
import { loadUpdateFacts } from './facts.ts';
import { updateLicenseRules } from './rules.ts';
import { updateStoredLicense } from './update.queries.ts';

/**
 * SPEC 6: writes what differs. 200 only after the commit.
 * @throws ApiError of the first rule that does not hold
 */
export async function updateLicense(context: RequestContext<LicenseBody>): Promise<Answer> {
  const { db, params, body, principal } = context;
  const id = params.id as string;
  const data = await writeLicense(context, {
    id,
    loadFacts: (today) => loadUpdateFacts(db, { id, legalEntityId: principal.clientId, body, today }),
    rules: updateLicenseRules,
    statement: updateStoredLicense,
  });
  return { status: 200, data };
}
