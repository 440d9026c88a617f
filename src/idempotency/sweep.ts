import type { Clock } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import type { Logger } from '../platform/log.ts';
import { sweepEachMinute } from '../platform/sweep.ts';
import { DELETED_AT_ONCE, deleteExpiredKeys } from './idempotency.queries.ts';

/** Deletes expired idempotency keys. @returns how to stop it */
export function sweepExpiredKeys(pool: Pool, clock: Clock, log: Pick<Logger, 'warn'>): () => Promise<void> {
  return sweepEachMinute('expired idempotency keys', log, async () => {
    const [row] = (await deleteExpiredKeys(pool, [clock.now().toISOString()])) as [{ deleted: number }];
    return row.deleted === DELETED_AT_ONCE;
  });
}
