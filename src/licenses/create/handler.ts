import { randomUUIDv7 } from 'node:crypto';
import type { ParameterFallbacks } from '../../parameters/parameters.ts';
import type { Answer } from '../../platform/http/envelope.ts';
import { unavailable } from '../../platform/http/errors.ts';
import type { RequestContext } from '../../platform/http/route.ts';
import { enforceRules } from '../../platform/rules.ts';
import { translateLicenseConstraint } from '../constraints.ts';
import type { License, LicenseBody } from '../license.ts';
import { insertLicense } from './create.queries.ts';
import { loadCreateFacts } from './facts.ts';
import { createLicenseRules } from './rules.ts';

/** How often facts may change between reading and writing before the request gives up. */
const MAX_ATTEMPTS = 3;

/**
 * SPEC 4: load facts, enforce the rules in order, write. 201 only after the commit.
 * @throws ApiError of the first rule that does not hold
 */
export async function createLicense(
  context: RequestContext<LicenseBody>,
  fallbacks: ParameterFallbacks,
): Promise<Answer> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const { db, body, principal, clock, observeRefusal } = context;
    const today = clock.today();
    const facts = await loadCreateFacts(db, fallbacks, { legalEntityId: principal.clientId, body, today });
    enforceRules(createLicenseRules, facts, observeRefusal);
    const license = await insert(context, today);
    if (license) return { status: 201, data: license };
    // A fact changed in between: judge the request again by the new ones.
  }
  throw unavailable('facts of the legal entity keep changing');
}

async function insert(context: RequestContext<LicenseBody>, today: string): Promise<License | undefined> {
  const { db, body, principal, clock, requestId } = context;
  try {
    const [license] = await insertLicense(db, [
      randomUUIDv7(), // ordered in time: inserts touch the right-hand edge of the primary key
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
