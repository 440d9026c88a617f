import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Ael } from '../ael/contract.ts';
import { observeAnswers } from '../api/access-log.ts';
import { onceIn } from '../api/once.ts';
import { registerRoute, type Serving } from '../api/register.ts';
import { createHttpServer, type HttpServerOptions } from '../api/server.ts';
import { authorize } from '../auth/authorize.ts';
import type { NoteUse } from '../clients/last-use.ts';
import { issuerOf } from '../config/jwt-issuer.ts';
import type { Config } from '../config/variables.ts';
import { createConsole } from '../console/console.ts';
import { demoCallbackRoute } from '../demo/callback/route.ts';
import { readDictionaries } from '../dictionaries/dictionaries.ts';
import { listingInTurns } from '../media-storage/media-storage.ts';
import { createHashing } from '../people/hashing.ts';
import { createThrottle } from '../people/throttle.ts';
import type { Clock } from '../platform/clock.ts';
import type { Lane } from '../platform/database/lane.ts';
import { type Database, type Pool, writesInTurns } from '../platform/database/pool.ts';
import type { Logger } from '../platform/log.ts';
import { readManifest } from '../platform/manifest.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { ReadinessCheck } from '../platform/readiness.ts';
import type { Tracer } from '../platform/tracing.ts';
import { createEncoder } from '../site/serve/encodings.ts';
import { createDocument } from '../site/serve/open-document.ts';
import { createSite } from '../site/site.ts';
import { consoleClientOf } from './console-client.ts';
import { pages, routes } from './routes.ts';

export type AppResources = {
  config: Config;
  pool: Pool;
  lane: Lane;
  clock: Clock;
  ael: Ael;
  log: Logger;
  metrics: Metrics;
  /** The conditions of `/ready`. */
  checks: readonly ReadinessCheck[];
  isLeaving?(): boolean;
  isDraining(): boolean;
  /** Absent: requests are not traced. */
  tracer?: Tracer | undefined;
  /** Counts the requests of an address where several processes share the limit. */
  countRequest?: NonNullable<HttpServerOptions['rateLimit']>['count'];
  /** Told of each credential that was accepted. */
  noteUse: NoteUse;
};

/** The API: its plugins, then its routes (`routes.ts` is their table of contents). */
export async function createApp(resources: AppResources): Promise<FastifyInstance> {
  const { config, pool, lane, clock, ael, log, metrics, checks, noteUse } = resources;
  const app = await createHttpServer({
    log,
    trustedProxies: config.TRUSTED_PROXIES,
    maxConnections: config.MAX_CONNECTIONS,
    onDrop: metrics.observeDrop,
    customPsk: config.CUSTOM_PSK,
    corsOrigins: config.CORS_ORIGINS,
    rateLimit: {
      max: config.RATE_LIMIT_MAX,
      windowSeconds: config.RATE_LIMIT_WINDOW_SECONDS,
      count: resources.countRequest,
    },
    tracer: resources.tracer,
    ...(resources.isLeaving && { isLeaving: resources.isLeaving }),
    isDraining: resources.isDraining,
    onAnswer: observeAnswers(metrics),
  });
  const services = {
    db: pool as Database,
    clock,
    noteUse,
    writes: writesInTurns(pool),
    dictionaries: readDictionaries(pool),
    parameterFallbacks: config.parameterFallbacks,
    grants: {
      accessTokenTtlSeconds: config.ACCESS_TOKEN_TTL,
      rotatesRefreshTokens: config.REFRESH_TOKEN_ROTATION,
    },
    publicUrl: config.PUBLIC_URL,
    hashing: createHashing(),
    throttle: createThrottle(),
    observeSignIn: metrics.observeSignIn,
    webhookPolicy: { allowPrivate: config.WEBHOOK_ALLOW_PRIVATE },
    site: {
      open: createSite(config.PUBLIC_URL ?? localAddress(config)),
      encode: createEncoder(),
      document: createDocument(config.PUBLIC_URL),
    },
    console: {
      open: createConsole(config.ENVIRONMENT === 'demo'),
      client: consoleClientOf(config),
      environment: config.ENVIRONMENT,
    },
    running: {
      version: readManifest().version,
      environment: config.ENVIRONMENT,
      instance: randomUUID(),
      startedAt: clock.now(),
      checks,
      connections: () => connectionsOf(pool),
      answered: metrics.answered,
    },
    storage: { ael, bucket: config.contractsBucket, layout: config.OBJECT_KEY_LAYOUT },
  };
  const issuer = issuerOf(config);
  const judgeForeign = issuer && (await openForeign(issuer, { clock, log }));
  const inLane = listingInTurns();
  const serving: Serving<typeof services> = {
    authorize: (access, request) => authorize({ db: pool, clock, judgeForeign, noteUse }, access, request),
    codesOf: services.dictionaries.codesOf,
    observeRefusal: metrics.observeRefusal,
    services,
    servicesInLane: (caller) => ({
      ...services,
      db: lane.of(caller),
      storage: inLane(services.storage, caller),
    }),
    once: onceIn(pool, services),
  };
  const demo = config.ENVIRONMENT === 'demo' ? [demoCallbackRoute] : [];
  for (const route of [...routes, ...pages, ...demo]) registerRoute<typeof services>(app, route, serving);
  return app;
}

/** Loaded where there is an issuer: a start without one is a twentieth shorter. */
async function openForeign(
  ...[issuer, services]: Parameters<typeof import('../auth/foreign/foreign-tokens.ts').openForeignTokens>
) {
  const { openForeignTokens } = await import('../auth/foreign/foreign-tokens.ts');
  return openForeignTokens(issuer, services);
}

function connectionsOf({ totalCount, idleCount, waitingCount, options }: Pool) {
  return { pool_in_use: totalCount - idleCount, pool_size: options.max, pool_waiting: waitingCount };
}

/** Where examples on pages call a product on this machine; undefined: the port is any that is free. */
function localAddress({ HOST, PORT }: Config): string | undefined {
  const host = ['0.0.0.0', '::'].includes(HOST) ? '127.0.0.1' : HOST;
  return PORT === 0 ? undefined : `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`;
}
