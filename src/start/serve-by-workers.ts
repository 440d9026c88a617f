import { Counter, Gauge, type Registry } from 'prom-client';
import type { Config } from '../config/variables.ts';
import { createGroup } from '../workers/group.ts';
import { mergedMetrics } from '../workers/merged-metrics.ts';
import type { OpenDatabase } from './open-database.ts';
import type { Files, Serving, ServingResources } from './serving.ts';

/** What a worker is started with. */
export type Orders = {
  config: Config;
  database: Pick<OpenDatabase, 'url' | 'role' | 'isPooled'>;
  /** Where the clock of the parent stands, if it is not real time. */
  startsAt: Date | undefined;
};

/** What a worker needs besides its drain: its pool ends, its last metrics arrive. */
const END_MS = 1_200;

/**
 * The API in as many processes as WORKERS says. What is done once stays in this one: the database, the world, the store, the
 * admin port, sweeps, events.
 */
export function serveByWorkers({
  config,
  connection,
  clock,
  log,
  metrics,
  stopping,
}: ServingResources): Serving {
  const group = createGroup<Orders, Files>({
    entry: new URL('./worker.ts', import.meta.url),
    size: config.WORKERS,
    windowMs: config.RATE_LIMIT_WINDOW_SECONDS * 1_000,
    log,
    orders: () => ({
      config: { ...config, MAX_CONNECTIONS: Math.ceil(config.MAX_CONNECTIONS / config.WORKERS) },
      database: { url: connection.url, role: connection.role, isPooled: connection.isPooled === true },
      startsAt: config.clockStartsAt && clock.now(),
    }),
  });
  observeWorkers(metrics.registry, group);
  const someServes = async () => {
    if (group.serving() === 0) throw new Error('no worker serves');
  };
  return {
    checks: [{ name: 'workers', check: someServes, isVital: true }],
    shown: mergedMetrics(metrics.registry, group.snapshots),
    listen: group.start,
    filesAt: group.spread,
    drain: group.drain,
    close: () => group.close(config.DRAIN_DELAY_SECONDS * 1_000 + stopping.graceMs + END_MS),
    failed: group.failed,
  };
}

/** There only with more than one worker. */
export function observeWorkers(
  registry: Registry,
  { serving, ends }: { serving(): number; ends(): number },
): void {
  new Gauge({
    name: 'esoz_workers',
    help: 'Workers that serve now, where WORKERS is more than 1',
    registers: [registry],
    collect() {
      this.set(serving());
    },
  });
  new Counter({
    name: 'esoz_worker_ends_total',
    help: 'Workers that ended without being told to, and were replaced',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(ends());
    },
  });
}
