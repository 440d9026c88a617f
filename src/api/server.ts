import { randomUUIDv7 } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import rateLimit, { type FastifyRateLimitStore, type FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { equalSecrets } from '../auth/secrets.ts';
import { readIdempotencyKey } from '../idempotency/idempotency.ts';
import { ANSWER_HEADERS } from '../platform/answer-headers.ts';
import { ApiError } from '../platform/errors/error-definition.ts';
import { httpErrors, malformed, unavailable } from '../platform/errors/http-errors.ts';
import { answerClientError } from '../platform/http/client-error.ts';
import { pathOf, routable } from '../platform/http/envelope.ts';
import { ignoreFalseForwarded } from '../platform/http/forwarded.ts';
import { headerValues } from '../platform/http/headers.ts';
import { limitConnections } from '../platform/http/listening.ts';
import { isWellFormed } from '../platform/http/well-formed.ts';
import type { Tracer } from '../platform/tracing.ts';
import { acceptDeclaredBodies } from './bodies.ts';
import { admitOrigin } from './cors.ts';
import { handleError } from './error-handler.ts';
import { REQUEST_FIELDS } from './request.ts';
import { endTrace, traceRequests } from './trace.ts';
import { type KnownRoute, refuseUnknownRoutes } from './unknown-route.ts';

/** `isDelivered` is false when the caller went away before the whole answer was with the operating system. */
export type ObservedAnswer = { status: number; durationSeconds: number; isDelivered: boolean };

export type RateLimit = {
  max: number;
  windowSeconds: number;
  /** One more request of an address in its window, where several processes share the limit. Absent: this process counts. */
  count?: ((address: string) => Promise<{ current: number; ttl: number }>) | undefined;
};

export type HttpServerOptions = {
  log: FastifyBaseLogger;
  trustedProxies: string[];
  /** At a time; further ones are closed at once. Absent: no limit. */
  maxConnections?: number;
  /** Told of each connection that was closed because there are so many. */
  onDrop?(): void;
  /** Values of X-Custom-PSK; empty: the header is ignored. */
  customPsk?: string[];
  /** Of pages elsewhere that may read the answers. */
  corsOrigins?: string[];
  /** Absent, or a maximum of 0: no limit. */
  rateLimit?: RateLimit;
  /**
   * What every request must show before anything is said, whatever its path.
   * @throws ApiError
   */
  admit?(request: IncomingMessage): void;
  /** True while requests are still served but no connection is kept: whoever sends them shall go elsewhere. */
  isLeaving?(): boolean;
  /** True from the first SIGTERM on, or the end of the delay: requests that still arrive are answered 503. */
  isDraining(): boolean;
  /** Absent: requests are not traced, and nothing is added to them. */
  tracer?: Tracer | undefined;
  /** Once a request, when its answer has left, or has nobody to go to any more. */
  onAnswer(request: FastifyRequest, answer: ObservedAnswer): void;
};

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
const REQUEST_ID = /^[A-Za-z0-9._#:-]{1,128}$/;

/** A Fastify instance that speaks SPEC 2 and refuses to start with a route that does not declare its access. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.log,
    // One line a request, written by access-log.ts.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    rewriteUrl: (raw) => routable(raw.url ?? '/'),
    genReqId: (raw) => {
      const [sent, ...others] = headerValues(raw, 'x-request-id');
      if (sent !== undefined && others.length === 0 && REQUEST_ID.test(sent)) return sent;
      return randomUUIDv7(); // ordered in time: the audit log adds it at the right-hand edge of its index
    },
    requestIdHeader: false,
    trustProxy: options.trustedProxies.length > 0 ? options.trustedProxies : false,
    bodyLimit: MAX_BODY_BYTES,
    // No part of a path is too long for the router, which would answer in our place: before authorization, and wrongly.
    routerOptions: { maxParamLength: MAX_HEADER_BYTES, caseSensitive: true, ignoreTrailingSlash: false },
    exposeHeadRoutes: true,
    return503OnClosing: false, // ours, in the documented form, below
    forceCloseConnections: 'idle',
    // A slow loris gets ten seconds for its headers and thirty for the whole request.
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    http: {
      headersTimeout: 10_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: MAX_HEADER_BYTES,
      requireHostHeader: false, // ours, in the documented form, below
    },
    clientErrorHandler: (error, socket) => answerClientError(error, socket, options.log),
  });

  if (options.maxConnections !== undefined)
    limitConnections(app.server, options.maxConnections, options.log, options.onDrop);
  // Nobody is a proxy here; Node would close the connection without a word.
  app.server.on('connect', (_request, socket) =>
    answerClientError(new Error('CONNECT'), socket as Socket, options.log),
  );
  // Node would answer 417 by itself, without the envelope and past the log.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));

  for (const field of REQUEST_FIELDS) app.decorateRequest(field, null);

  const routes: KnownRoute[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    if (!config?.route?.access) throw new Error(`${method} ${url} does not declare who may call it`);
    if (config.route.access === 'service' && !options.admit)
      throw new Error(`${method} ${url} is for whom the server lets in, and it lets in anybody`);
    routes.push({ method: String(method), path: url });
  });
  if (options.tracer) traceRequests(app, options.tracer);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...ANSWER_HEADERS, 'x-request-id': request.id });
    request.shownPath = shownPathOf(request);
    admitOrigin(request, reply, options.corsOrigins ?? []);
    const ignored = ignoreFalseForwarded(request);
    if (ignored.length > 0) request.noted = { forwarded_ignored: ignored };
    options.admit?.(request.raw);
    const key = readIdempotencyKey(request.raw);
    if (typeof key === 'string') request.idempotencyKey = key;
    else request.idempotencyKeyRule = key;
    if (options.isLeaving?.()) reply.header('connection', 'close');
    if (options.isDraining()) {
      reply.header('connection', 'close');
      throw unavailable('shutting down');
    }
    if (!isWellFormed(request)) {
      reply.header('connection', 'close');
      throw malformed('http');
    }
    if (!knowsPsk(request, options.customPsk ?? [])) throw new ApiError(httpErrors.routeUnknown);
  });
  // Not onResponse: it leaves out whoever went away before the answer, whose licence may have been created.
  app.addHook('onSend', (request, reply, _payload, done) => {
    observe(request, reply, options.onAnswer);
    done();
  });

  if (options.rateLimit && options.rateLimit.max > 0) await addRateLimit(app, options.rateLimit);
  refuseUnknownRoutes(app, routes);
  acceptDeclaredBodies(app);
  app.setErrorHandler(handleError);
  return app;
}

/** Tells of an answer when it has left, or has nobody to go to any more. */
function observe(
  request: FastifyRequest,
  reply: FastifyReply,
  onAnswer: HttpServerOptions['onAnswer'],
): void {
  const tell = () => {
    const answer = {
      status: reply.statusCode,
      durationSeconds: reply.elapsedTime / 1000,
      isDelivered: reply.raw.writableFinished,
    };
    onAnswer(request, answer);
    endTrace(request, answer);
  };
  if (reply.raw.destroyed) tell();
  else reply.raw.once('close', tell);
}

/** With the names of its secret segments in place of them; null where it has none. */
function shownPathOf({ routeOptions, originalUrl }: FastifyRequest): string | null {
  const { path, secretParams } = routeOptions.config.route ?? {};
  if (path === undefined || secretParams === undefined) return null;
  const sent = pathOf(originalUrl).split('/');
  return path
    .split('/')
    .map((segment, at) => (secretParams.includes(segment.slice(1)) ? `{${segment.slice(1)}}` : sent[at]))
    .join('/');
}

/** Compared without an early exit: neither the number of values nor a common beginning shows in the time. */
function knowsPsk(request: FastifyRequest, values: string[]): boolean {
  if (values.length === 0) return true;
  const [sent = '', ...others] = headerValues(request.raw, 'x-custom-psk');
  if (others.length > 0) return false; // nobody can say which was meant
  return values.map((value) => equalSecrets(value, sent)).includes(true);
}

async function addRateLimit(app: FastifyInstance, limit: RateLimit): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    max: limit.max,
    timeWindow: limit.windowSeconds * 1000,
    enableDraftSpec: true,
    ...(limit.count && { store: storeOf(limit.count) }),
    errorResponseBuilder: () => new ApiError(httpErrors.tooManyRequests),
  });
  // The plugin's own hooks would come after a route's authorization and miss unknown routes: whoever tries tokens
  // or paths would never be slowed down.
  app.addHook('onRequest', app.rateLimit());
}

/** The plugin makes its store with `new`, and a function that returns an object is as good as a class. */
function storeOf(count: NonNullable<RateLimit['count']>): FastifyRateLimitStoreCtor {
  const store: FastifyRateLimitStore = {
    incr: (address, told) =>
      void count(address).then(
        (result) => told(null, result),
        (error) => told(error),
      ),
    child: () => store,
  };
  return function Store() {
    return store;
  } as unknown as FastifyRateLimitStoreCtor;
}
