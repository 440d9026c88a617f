import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { observeAel } from '../ael/observe.ts';
import { createBucketCheck, warnOfFindings } from '../ael/readiness.ts';
import { createLastUses, keepLastUses } from '../clients/last-use.ts';
import { consoleOriginsOf } from '../config/console-origins.ts';
import type { Config } from '../config/variables.ts';
import { startEvents } from '../events/start.ts';
import { sweepExpiredKeys } from '../idempotency/sweep.ts';
import { sweepSealedAnswers } from '../oauth/tokens/sweep.ts';
import { createAdminServer } from '../platform/admin-server.ts';
import { type Clock, createClock } from '../platform/clock.ts';
import { createLane, laneConnections } from '../platform/database/lane.ts';
import { createPool, type Pool } from '../platform/database/pool.ts';
import { createSchemaCheck } from '../platform/database/schema-state.ts';
import { urlOf } from '../platform/http/address.ts';
import { closeWithin, DRAIN_MS, listen } from '../platform/http/listening.ts';
import type { Logger } from '../platform/log.ts';
import { createMetrics } from '../platform/metrics.ts';
import type { WorldReport } from '../worlds/load.ts';
import { createApp } from './app.ts';
import { observeProduct } from './observe.ts';
import { type OpenAel, openAel, whenOpen } from './open-ael.ts';
import { applicationName, type OpenDatabase, openDatabase } from './open-database.ts';
import { prepareRegistry } from './prepare-registry.ts';
import { ruleIds } from './routes.ts';

/** A running product. */
export type Product = {
  apiUrl: string;
  adminUrl: string;
  /** Where the embedded object store listens, if it runs here. */
  storeUrl: string | undefined;
  database: OpenDatabase['kind'];
  pool: Pool;
  clock: Clock;
  /** What a world loaded at this start changed, with the secrets it left open. */
  worldReport: WorldReport | undefined;
  /** Stops accepting, finishes what runs, closes everything; idempotent. */
  close(): Promise<void>;
};

/** Above the server's own limit of a statement (`createPool`), so that it tells first where it can. */
const ANSWER_TIMEOUT_MS = 12_000;

/** What statements of requests that outlived `DRAIN_MS` get: a lock may hold them longer than we may live. */
const POOL_END_MS = 1_000;

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
  const connection = {
    url: database.url,
    role: database.role,
    applicationName: applicationName('start'),
    onError: (error: Error) => log.warn({ err: error }, 'an idle database connection was lost'),
  };
  const worldReport = await prepareRegistry(config, { database, connection, clock, log }, worldFile);
  const max = config.DATABASE_POOL_MAX;
  const pool = createPool({ ...connection, max, answerTimeoutMs: ANSWER_TIMEOUT_MS });
  const lane = createLane(laneConnections(max), connection);
  const ended = async () => void (await Promise.all([pool.end(), lane.end()]));
  started.defer(() => Promise.race([ended(), delay(POOL_END_MS, undefined, { ref: false })]));

  let draining = false;
  const isDraining = () => draining;
  const metrics = createMetrics(pool, ruleIds);
  // The API listens before the store: where its pages come from decides who may use links.
  const opening = Promise.withResolvers<OpenAel>();
  const ael = observeAel(whenOpen(opening.promise), metrics.registry);
  const lastUses = createLastUses(clock);
  started.defer(keepLastUses(lastUses, pool, log)); // closed after the API: the last requests have been noted
  const noteUse = lastUses.note;
  const bucketCheck = createBucketCheck(ael, config.contractsBucket);
  const checks = [
    { name: 'database', check: createSchemaCheck(pool) },
    { name: 'ael', check: bucketCheck.ael },
    { name: 'bucket', check: bucketCheck.bucket },
  ];
  const app = await createApp({ config, pool, lane, clock, ael, log, metrics, checks, isDraining, noteUse });
  const { registry } = metrics;
  const admin = createAdminServer({ registry, checks, isDraining });
  started.defer(() => closeWithin(admin, 0)); // closed after the API, so that /ready says `draining` until the end
  let opened: OpenAel | undefined;
  const usage = () => opened?.usage() ?? [];
  observeProduct({ registry, config, checks, pool, clock, database: database.kind, usage });
  // Together, so that requests and transfers share the time there is.
  started.defer(async () => {
    await Promise.all([closeWithin(app.server, DRAIN_MS, () => app.close()), opened?.close(DRAIN_MS)]);
  });
  await app.listen({ host: config.HOST, port: config.PORT });
  const apiUrl = urlOf(app.server.address() as AddressInfo);
  opened = await openAel(config, { clock, log, consoleOrigins: consoleOriginsOf(config, apiUrl) });
  opening.resolve(opened);
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
    database: database.kind,
    pool,
    clock,
    worldReport,
    close() {
      draining = true;
      closing ??= running.disposeAsync();
      return closing;
    },
  };
}
