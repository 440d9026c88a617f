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
  /** Values after those of the standing facts and of the body. */
  furtherValues?(facts: Facts): unknown[];
};

/**
 * Loads facts, enforces the rules in order, writes; again where a fact changed in between, judged by the new ones.
 * @returns the licence, durable
 * @throws ApiError of the first rule that does not hold
 */
export async function writeLicense<Facts>(
  request: LicenseRequest,
  services: WriteServices,
  licenseWrite: LicenseWrite<Facts>,
): Promise<License> {
  const { loadFacts, rules } = licenseWrite;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const today = services.clock.today();
    const facts = await loadFacts(today);
    enforceRules(rules, facts, request.observeRefusal);
    const license = await write(request, services, licenseWrite, facts, today);
    if (license) return license;
  }
  throw unavailable('what the licence depends on keeps changing');
}

async function write<Facts>(
  { body, principal, requestId }: LicenseRequest,
  { db, clock, writes }: WriteServices,
  { id, statement, furtherValues }: LicenseWrite<Facts>,
  facts: Facts,
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
      ...(furtherValues?.(facts) ?? []),
    ];
    const [license] = await writes(principal.clientId, () => statement(db, values));
    return license;
  } catch (error) {
    throw translateLicenseConstraint(error, body.type);
  }
}
