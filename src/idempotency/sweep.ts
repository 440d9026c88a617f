import type { Clock } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import type { Logger } from '../platform/log.ts';
import { DELETED_AT_ONCE, deleteExpiredKeys } from './idempotency.queries.ts';

const INTERVAL_MS = 60_000;

/**
 * Deletes expired idempotency keys once a minute; several processes may do so at once.
 * @returns how to stop it
 */
export function sweepExpiredKeys(pool: Pool, clock: Clock, log: Pick<Logger, 'warn'>): () => Promise<void> {
  let stopped = false;
  const timer = setInterval(() => {
    deleteAll(pool, clock, () => stopped).catch((error) =>
      log.warn({ err: error }, 'expired idempotency keys were not deleted'),
    );
  }, INTERVAL_MS).unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
  };
}

/** In small statements, so that none holds locks for long, until nothing is left: keys may come faster than a batch a minute. */
async function deleteAll(pool: Pool, clock: Clock, isStopped: () => boolean): Promise<void> {
  const now = clock.now().toISOString();
  let deleted = DELETED_AT_ONCE;
  while (deleted === DELETED_AT_ONCE && !isStopped()) {
    const [row] = (await deleteExpiredKeys(pool, [now])) as [{ deleted: number }];
    deleted = row.deleted;
  }
}
