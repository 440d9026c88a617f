import type { Clock } from '../../platform/clock.ts';
import type { Pool } from '../../platform/database/pool.ts';
import { recordExpired, recordExpiring } from './expiry.queries.ts';

/** A first run over an old registry may find very many: no transaction holds the order of events up for long. */
const BATCH = 1_000;

/**
 * Writes the events `license.expiring` and `license.expired` that are due on the registry's current date and not there
 * yet. Any number of processes may do so at once: one of them writes an event, the others nothing.
 * @returns how many were written here
 */
export async function announceExpiry(pool: Pool, clock: Clock, signal?: AbortSignal): Promise<number> {
  let written = 0;
  for (const record of [recordExpired, recordExpiring]) {
    let batch: unknown[];
    do {
      batch = await record(pool, [clock.today(), clock.now().toISOString(), BATCH]);
      written += batch.length;
    } while (batch.length > 0 && !signal?.aborted);
  }
  return written;
}
