// One of WORKERS: the API and nothing else. Started by `serve-by-workers.ts`, never by a person.
import { observeAel } from '../ael/observe.ts';
import { createClock } from '../platform/clock.ts';
import { observeLoad } from '../platform/database/load.ts';
import { createLogger, logDestination } from '../platform/log.ts';
import { createMetrics } from '../platform/metrics.ts';
import { joinGroup, type Parent } from '../workers/member.ts';
import { connectionTo, endSoon, openPool } from './connect.ts';
import { readinessOf } from './observe.ts';
import { type OpenAel, openAelBeside, whenOpen } from './open-ael.ts';
import { ruleIds } from './routes.ts';
import type { Orders } from './serve-by-workers.ts';
import { serveHere } from './serve-here.ts';
import type { Files } from './serving.ts';
import { createStopping, type Stopping } from './stopping.ts';

const opened = new AsyncDisposableStack();
const opening = Promise.withResolvers<OpenAel>();
opening.promise.catch(() => {}); // told to each request for a link
let stopping: Stopping | undefined;
let openFiles: (files: Files) => Promise<OpenAel>;

async function begin({ config, database, startsAt }: Orders, worker: number, parent: Parent) {
  stopping = createStopping(config.DRAIN_DELAY_SECONDS);
  const log = createLogger(config.LOG_LEVEL, logDestination(config.LOG_FORMAT)).child({ worker });
  const clock = createClock({ timeZone: config.TIME_ZONE, startsAt });
  openFiles = (files) => openAelBeside(config, files, { clock, log });
  const connection = connectionTo(config, database, log);
  const pool = openPool(connection, config.DATABASE_POOL_MAX);
  opened.defer(() => endSoon(pool));
  const metrics = createMetrics(pool, ruleIds);
  observeLoad(metrics.registry, pool);
  const ael = observeAel(whenOpen(opening.promise), metrics.registry);
  const checks = readinessOf(pool, ael, config.contractsBucket);
  const resources = { config, connection, pool, clock, ael, log, metrics, checks, stopping };
  const serving = serveHere(resources, parent.count);
  opened.defer(serving.close);
  return { address: await serving.listen(), registry: metrics.registry };
}

joinGroup<Orders, Files>({
  begin,
  hear: (files) => openFiles(files).then(opening.resolve, opening.reject),
  async drain() {
    stopping?.begin();
    await opened.disposeAsync();
  },
});
