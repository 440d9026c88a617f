import type { FastifyInstance } from 'fastify';
import type { Ael } from '../ael/contract.ts';
import { observeAnswers } from '../api/access-log.ts';
import { registerRoute } from '../api/register.ts';
import { createHttpServer } from '../api/server.ts';
import type { Config } from '../config/variables.ts';
import type { DictionaryCache } from '../dictionaries/cache.ts';
import type { Clock } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import type { Logger } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { listRoutes } from './routes.ts';

export type AppResources = {
  config: Config;
  pool: Pool;
  clock: Clock;
  dictionaries: DictionaryCache;
  ael: Ael;
  log: Logger;
  metrics: Metrics;
  isDraining(): boolean;
};

/** The API: its plugins, then its routes (`routes.ts` is their table of contents). */
export async function createApp(resources: AppResources): Promise<FastifyInstance> {
  const { config, pool, clock, dictionaries, ael, log, metrics, isDraining } = resources;
  const app = await createHttpServer({
    log,
    trustedProxies: config.TRUSTED_PROXIES,
    customPsk: config.CUSTOM_PSK,
    rateLimit: { max: config.RATE_LIMIT_MAX, windowSeconds: config.RATE_LIMIT_WINDOW_SECONDS },
    isDraining,
    onAnswer: observeAnswers(metrics),
  });
  const services = {
    pool,
    clock,
    dictionaries,
    observeRefusal: metrics.observeRefusal,
  };

  const storage = { ael, bucket: config.contractsBucket, layout: config.OBJECT_KEY_LAYOUT };
  for (const route of listRoutes(config.parameterFallbacks, storage)) registerRoute(app, route, services);

  return app;
}
