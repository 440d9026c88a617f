import type { FastifyInstance } from 'fastify';
import type { Ael } from '../ael/contract.ts';
import { observeAnswers } from '../api/access-log.ts';
import { onceIn } from '../api/once.ts';
import { registerRoute, type Serving } from '../api/register.ts';
import { createHttpServer } from '../api/server.ts';
import { authorize } from '../auth/authorize.ts';
import type { Config } from '../config/variables.ts';
import { readDictionaries } from '../dictionaries/dictionaries.ts';
import type { Clock } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import type { Logger } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { routes } from './routes.ts';

export type AppResources = {
  config: Config;
  pool: Pool;
  clock: Clock;
  ael: Ael;
  log: Logger;
  metrics: Metrics;
  isDraining(): boolean;
};

/** The API: its plugins, then its routes (`routes.ts` is their table of contents). */
export async function createApp(resources: AppResources): Promise<FastifyInstance> {
  const { config, pool, clock, ael, log, metrics, isDraining } = resources;
  const app = await createHttpServer({
    log,
    trustedProxies: config.TRUSTED_PROXIES,
    customPsk: config.CUSTOM_PSK,
    corsOrigins: config.CORS_ORIGINS,
    rateLimit: { max: config.RATE_LIMIT_MAX, windowSeconds: config.RATE_LIMIT_WINDOW_SECONDS },
    isDraining,
    onAnswer: observeAnswers(metrics),
  });
  const services = {
    db: pool,
    clock,
    dictionaries: readDictionaries(pool),
    parameterFallbacks: config.parameterFallbacks,
    storage: { ael, bucket: config.contractsBucket, layout: config.OBJECT_KEY_LAYOUT },
  };
  const serving: Serving<typeof services> = {
    authorize: (access, request) => authorize(pool, clock, access, request),
    codesOf: services.dictionaries.codesOf,
    observeRefusal: metrics.observeRefusal,
    services,
    once: onceIn(pool, services),
  };
  for (const route of routes) registerRoute<typeof services>(app, route, serving);
  return app;
}
