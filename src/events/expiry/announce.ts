import type { Clock } from '../../platform/clock.ts';
import type { Pool } from '../../platform/database/pool.ts';
import { BEFORE_ALL_LICENSES, type ExpiryBatch, recordExpired, recordExpiring } from './expiry.queries.ts';

/**
 * Writes the events `license.expiring` and `license.expired` that are due on the registry's current date and not there
 * yet. Any number of processes may do so at once: one of them writes an event, the others nothing.
 * @returns how many were written here
 */
export async function announceExpiry(pool: Pool, clock: Clock, signal?: AbortSignal): Promise<number> {
  let written = 0;
  for (const record of [recordExpired, recordExpiring]) {
    const today = clock.today();
    let cursor = BEFORE_ALL_LICENSES;
    while (!signal?.aborted) {
      const values = [today, clock.now().toISOString(), cursor.expiry_date, cursor.id];
      const [batch]: ExpiryBatch[] = await record(pool, values);
      if (batch === undefined) break;
      written += batch.written;
      cursor = batch;
    }
  }
  return written;
}
