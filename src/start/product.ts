import type { AddressInfo } from 'node:net';
import { observeAel } from '../ael/observe.ts';
import { warnOfFindings } from '../ael/readiness.ts';
import { consoleOriginsOf } from '../config/console-origins.ts';
import type { Config } from '../config/variables.ts';
import { startEvents } from '../events/start.ts';
import { sweepExpiredKeys } from '../idempotency/sweep.ts';
import { sweepSealedAnswers } from '../oauth/tokens/sweep.ts';
import { createAdminServer } from '../platform/admin-server.ts';
import { type Clock, createClock } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import { urlOf } from '../platform/http/address.ts';
import { closeWithin, listen } from '../platform/http/listening.ts';
import type { Logger } from '../platform/log.ts';
import { createMetrics } from '../platform/metrics.ts';
import type { WorldReport } from '../worlds/load.ts';
import { connectionTo, endSoon, openPool, PARENT_POOL_MAX } from './connect.ts';
import { observeProduct, readinessOf } from './observe.ts';
import { type OpenAel, openAel, whenOpen } from './open-ael.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import { prepareRegistry } from './prepare-registry.ts';
import { ruleIds } from './routes.ts';
import { serveHere } from './serve-here.ts';
import type { Serving, ServingResources } from './serving.ts';
import { createStopping } from './stopping.ts';

/** A running product. */
export type Product = {
  apiUrl: string;
  adminUrl: string;
  /** Where the embedded object store listens, if it runs here. */
  storeUrl: string | undefined;
  /** Processes that serve the API: WORKERS. */
  workers: number;
  database: OpenDatabase['kind'];
  pool: Pool;
  clock: Clock;
  /** What a world loaded at this start changed, with the secrets it left open. */
  worldReport: WorldReport | undefined;
  /** Rejects when the product cannot go on: its workers do not start any more. */
  failed: Promise<never>;
  /** Stops accepting, finishes what runs, closes everything; idempotent. */
  close(): Promise<void>;
};

/**
 * Configuration → database → migrations → world → API → AEL with its store → admin port.
 * @param worldFile from `--world`; absent: an empty demo database gets the demo world
 * @throws ConfigError, EmbeddedPostgresError, those of `prepareRegistry`, or a listen error with its code
 */
export async function startProduct(config: Config, log: Logger, worldFile?: string): Promise<Product> {
  await using started = new AsyncDisposableStack(); // what a start that fails half-way closes, the last first
  const clock = createClock({ timeZone: config.TIME_ZONE, startsAt: config.clockStartsAt });
  const database = await openDatabase(config, 'serve', log);
  started.defer(database.stop);
  const isAlone = config.WORKERS === 1;
  const connection = connectionTo(config, database, log);
  const worldReport = await prepareRegistry(config, { database, connection, clock, log }, worldFile);
  const pool = openPool(connection, isAlone ? config.DATABASE_POOL_MAX : PARENT_POOL_MAX);
  started.defer(() => endSoon(pool));

  const stopping = createStopping(config.DRAIN_DELAY_SECONDS);
  const { isDraining } = stopping;
  const metrics = createMetrics(pool, ruleIds);
  const { registry } = metrics;
  // The API listens before the store: where its pages come from decides who may use links.
  const opening = Promise.withResolvers<OpenAel>();
  const ael = observeAel(whenOpen(opening.promise), registry);
  const ownChecks = readinessOf(pool, ael, config.contractsBucket);
  const resources = { config, connection, pool, clock, ael, log, metrics, checks: ownChecks, stopping };
  const serving: Serving = isAlone ? serveHere(resources) : await openWorkers(resources);
  const checks = [...ownChecks, ...serving.checks];
  const admin = createAdminServer({ registry: serving.shown, checks, isDraining });
  started.defer(() => closeWithin(admin, 0)); // closed after the API, so that /ready says `draining` until the end
  let opened: OpenAel | undefined;
  const usage = () => opened?.usage() ?? [];
  observeProduct({ registry, config, checks, pool, clock, database: database.kind, usage });
  const closeFiles = async () => {
    await stopping.left();
    await opened?.close(stopping.graceMs);
  };
  // Together, so that requests and transfers share the time there is.
  started.defer(async () => void (await Promise.all([serving.close(), closeFiles()])));
  const apiUrl = urlOf(await serving.listen());
  const consoleOrigins = consoleOriginsOf(config, apiUrl);
  opened = await openAel(config, { clock, log, consoleOrigins });
  opening.resolve(opened);
  serving.filesAt({ storeUrl: opened.storeUrl, consoleOrigins });
  await listen(admin, config.HOST, config.ADMIN_PORT);
  started.defer(sweepExpiredKeys(pool, clock, log));
  started.defer(sweepSealedAnswers(pool, clock, log));
  const policy = { allowPrivate: config.WEBHOOK_ALLOW_PRIVATE };
  started.defer(startEvents({ pool, clock, log, policy, registry }));
  void warnOfFindings(ael, config.contractsBucket, log);

  const running = started.move();
  let closing: Promise<void> | undefined;
  return {
    apiUrl,
    adminUrl: urlOf(admin.address() as AddressInfo),
    storeUrl: opened.storeUrl,
    workers: config.WORKERS,
    database: database.kind,
    pool,
    clock,
    worldReport,
    failed: serving.failed,
    close() {
      stopping.begin();
      serving.drain();
      closing ??= running.disposeAsync();
      return closing;
    },
  };
}

/** Loaded where there are any: a start without them is no longer than before. */
async function openWorkers(resources: ServingResources): Promise<Serving> {
  const { serveByWorkers } = await import('./serve-by-workers.ts');
  return serveByWorkers(resources);
}
