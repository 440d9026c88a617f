import type { HandledRequest } from '../api/route.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Statement } from '../platform/database/pool.ts';
import { unavailable } from '../platform/errors/http-errors.ts';
import { enforceRules, type Rule } from '../platform/errors/rules.ts';
import type { Turns } from '../platform/turns.ts';
import { translateLicenseConstraint } from './constraints.ts';
import { CHANGEABLE_COLUMNS, type License, type LicenseBody } from './license.ts';

/** How often facts may change between reading and writing before the request gives up. */
const MAX_ATTEMPTS = 3;

export type LicenseRequest = HandledRequest<{ body: LicenseBody }>;
export type WriteServices = {
  db: Database;
  clock: Clock;
  /** A write may wait for a lock on the rows of its legal entity, and holds a connection meanwhile. */
  writes: Turns;
};

export type LicenseWrite<Facts> = {
  id: string;
  loadFacts(today: string): Promise<Facts>;
  rules: readonly Rule<Facts>[];
  /** Begins with the standing facts of `write.queries.ts` and takes their values; no row where a fact has changed. */
  statement: Statement<License>;
};

/**
 * Loads facts, enforces the rules in order, writes; again where a fact changed in between, judged by the new ones.
 * @returns the licence, durable
 * @throws ApiError of the first rule that does not hold
 */
export async function writeLicense<Facts>(
  request: LicenseRequest,
  services: WriteServices,
  { id, loadFacts, rules, statement }: LicenseWrite<Facts>,
): Promise<License> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const today = services.clock.today();
    enforceRules(rules, await loadFacts(today), request.observeRefusal);
    const license = await write(request, services, statement, id, today);
    if (license) return license;
  }
  throw unavailable('what the licence depends on keeps changing');
}

async function write(
  { body, principal, requestId }: LicenseRequest,
  { db, clock, writes }: WriteServices,
  statement: Statement<License>,
  id: string,
  today: string,
): Promise<License | undefined> {
  try {
    const values = [
      id,
      principal.clientId,
      body.type,
      clock.now().toISOString(),
      principal.userId,
      requestId,
      today,
      ...CHANGEABLE_COLUMNS.map((column) => body[column] ?? null),
    ];
    const [license] = await writes(principal.clientId, () => statement(db, values));
    return license;
  } catch (error) {
    throw translateLicenseConstraint(error, body.type);
  }
}
