import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../config/variables.ts';
import { laneConnections } from '../platform/database/lane.ts';
import { createPool, type Pool, type PoolOptions } from '../platform/database/pool.ts';
import type { Logger } from '../platform/log.ts';
import { applicationName, type OpenDatabase } from './open-database.ts';
import { isTraced } from './open-tracing.ts';

/** Above the server's own limit of a statement (`createPool`), so that it tells first where it can. */
const ANSWER_TIMEOUT_MS = 12_000;

/** What statements of requests that outlived their time get: a lock may hold them longer than we may live. */
const POOL_END_MS = 1_000;

/** For sweeps, events and gauges, where workers serve the requests. */
export const PARENT_POOL_MAX = 4;

/** Connections that one `esoz start` keeps at most. */
export function mostConnections({ WORKERS, DATABASE_POOL_MAX }: Config): number {
  const ofEach = DATABASE_POOL_MAX + laneConnections(DATABASE_POOL_MAX);
  return WORKERS === 1 ? ofEach : WORKERS * ofEach + PARENT_POOL_MAX;
}

/** How the product connects, as the application. */
export function connectionTo(
  config: Config,
  { url, role, isPooled }: Pick<OpenDatabase, 'url' | 'role' | 'isPooled'>,
  log: Logger,
): PoolOptions {
  return {
    url,
    role,
    isPooled,
    applicationName: applicationName('start'),
    onError: (error: Error) => log.warn({ err: error }, 'an idle database connection was lost'),
    isTraced: isTraced(config),
  };
}

export function openPool(connection: PoolOptions, max: number): Pool {
  return createPool({ ...connection, max, answerTimeoutMs: ANSWER_TIMEOUT_MS });
}

/** Ends a pool or a lane, with patience for a moment. */
export async function endSoon(ending: { end(): Promise<void> }): Promise<void> {
  await Promise.race([ending.end(), delay(POOL_END_MS, undefined, { ref: false })]);
}
