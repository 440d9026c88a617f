import type { RequestContext } from '../api/route.ts';
import type { Statement } from '../platform/database/pool.ts';
import { unavailable } from '../platform/errors/http-errors.ts';
import { enforceRules, type Rule } from '../platform/errors/rules.ts';
import { translateLicenseConstraint } from './constraints.ts';
import type { License, LicenseBody } from './license.ts';

/** How often facts may change between reading and writing before the request gives up. */
const MAX_ATTEMPTS = 3;

export type LicenseWrite<Facts> = {
  id: string;
  loadFacts(today: string): Promise<Facts>;
  rules: readonly Rule<Facts>[];
  /** Begins with {@link STANDING_FACTS} and takes its values; no row where a fact has changed. */
  statement: Statement<License>;
};

/**
 * The facts that another request may have changed since they were read, as the first expressions of a write's WITH.
 * FOR SHARE makes a concurrent change of the legal entity's status or of its primary licence wait, and makes the write
 * see such a change that it waited for itself (the foreign key and an unlocked EXISTS would not).
 *
 * Values of a write: $1 id, $2 legal entity, $3 type, $4 license_number, $5 issued_by, $6 issued_date, $7 expiry_date,
 * $8 active_from_date, $9 what_licensed, $10 order_no, $11 now, $12 user, $13 request id, $14 current date.
 */
export const STANDING_FACTS = `legal_entity AS (
     SELECT id FROM legal_entities WHERE id = $2 AND status IN ('ACTIVE', 'SUSPENDED') FOR SHARE
   ), primary_license AS (
     SELECT l.legal_entity_id FROM licenses l JOIN legal_entity ON l.legal_entity_id = legal_entity.id
      WHERE l.is_active AND l.is_primary AND (l.expiry_date >= $14 OR l.expiry_date IS NULL)
        FOR SHARE OF l
   )`;

/**
 * Loads facts, enforces the rules in order, writes; again where a fact changed in between, judged by the new ones.
 * @returns the licence, durable
 * @throws ApiError of the first rule that does not hold
 */
export async function writeLicense<Facts>(
  context: RequestContext<LicenseBody>,
  { id, loadFacts, rules, statement }: LicenseWrite<Facts>,
): Promise<License> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const today = context.clock.today();
    enforceRules(rules, await loadFacts(today), context.observeRefusal);
    const license = await write(context, statement, id, today);
    if (license) return license;
  }
  throw unavailable('what the licence depends on keeps changing');
}

async function write(
  { db, body, principal, clock, requestId }: RequestContext<LicenseBody>,
  statement: Statement<License>,
  id: string,
  today: string,
): Promise<License | undefined> {
  try {
    const [license] = await statement(db, [
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
