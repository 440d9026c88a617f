import type { Clock } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import type { Logger } from '../platform/log.ts';
import { sweepEachMinute } from '../platform/sweep.ts';
import { DELETED_AT_ONCE, deleteExpiredKeys } from './idempotency.queries.ts';

/** Deletes expired idempotency keys. @returns how to stop it */
export function sweepExpiredKeys(pool: Pool, clock: Clock, log: Pick<Logger, 'warn'>): () => Promise<void> {
  const clean = async () => {
    const [row] = (await deleteExpiredKeys(pool, [clock.now().toISOString()])) as [{ deleted: number }];
    return row.deleted;
  };
  return sweepEachMinute({ what: 'expired idempotency keys', atOnce: DELETED_AT_ONCE, clean }, log);
}
