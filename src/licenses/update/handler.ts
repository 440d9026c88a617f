import type { Answer } from '../../platform/http/envelope.ts';
import { unavailable } from '../../platform/http/errors.ts';
import type { RequestContext } from '../../platform/http/route.ts';
import { enforceRules } from '../../platform/rules.ts';
import { translateLicenseConstraint } from '../constraints.ts';
import type { License, LicenseBody } from '../license.ts';
import { loadUpdateFacts } from './facts.ts';
import { updateLicenseRules } from './rules.ts';
import { updateStoredLicense } from './update.queries.ts';

/** How often facts may change between reading and writing before the request gives up. Other updates change none. */
const MAX_ATTEMPTS = 3;

/**
 * SPEC 6: load facts, enforce the rules in order, write what differs. 200 only after the commit.
 * @throws ApiError of the first rule that does not hold
 */
export async function updateLicense(context: RequestContext<LicenseBody>): Promise<Answer> {
  const { db, params, body, principal, clock, observeRefusal } = context;
  const id = params.id as string;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const today = clock.today();
    const facts = await loadUpdateFacts(db, { id, legalEntityId: principal.clientId, body, today });
    enforceRules(updateLicenseRules, facts, observeRefusal);
    const license = await write(context, id, today);
    if (license) return { status: 200, data: license };
    // A fact changed in between: judge the request again by the new ones.
  }
  throw unavailable('facts of the licence keep changing');
}

async function write(
  { db, body, principal, clock, requestId }: RequestContext<LicenseBody>,
  id: string,
  today: string,
): Promise<License | undefined> {
  try {
    const [license] = await updateStoredLicense(db, [
      id,
      principal.clientId,
      body.type,
      body.license_number ?? null,
      body.issued_by,
      body.issued_date,
      body.expiry_date ?? null,
      body.active_from_date,
      body.what_licensed ?? null,
      body.order_no ?? null,
      clock.now().toISOString(),
      principal.userId,
      requestId,
      today,
    ]);
    return license;
  } catch (error) {
    throw translateLicenseConstraint(error, body.type);
  }
}
