import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../auth/access.ts';
import { authorize } from '../auth/authorize.ts';
import type { DictionaryCache } from '../dictionaries/cache.ts';
import { idempotencyKeyInvalid, runOnce } from '../idempotency/idempotency.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Pool } from '../platform/database/pool.ts';
import { ApiError } from '../platform/errors/error-definition.ts';
import { contentTypeInvalid, httpErrors, malformed, schemaInvalid } from '../platform/errors/http-errors.ts';
import type { RefusalObserver } from '../platform/errors/rules.ts';
import { etagMatches } from '../platform/http/conditional.ts';
import { type Answer, envelope, pathOf } from '../platform/http/envelope.ts';
import { acceptsJson, headerValues, isJsonContentType } from '../platform/http/headers.ts';
import { compileValidator } from '../platform/json/validator.ts';
import { createLimit, type Limit } from '../platform/limit.ts';
import { readQuery } from './query.ts';
import type { Route } from './route.ts';

/** What routes are served with. */
export type RouteServices = {
  pool: Pool;
  clock: Clock;
  dictionaries: DictionaryCache;
  observeRefusal: RefusalObserver;
};

const NO_QUERY = { query: {}, invalid: [] };

/**
 * Serves a route in the fixed order of SPEC 3: 401 → 403 → 406 → 415/413/400 → 422 schema → business checks.
 * (Size and syntax are Fastify's parsing stage, which lies between `onRequest` and the handler.)
 */
export function registerRoute<Body>(app: FastifyInstance, route: Route<Body>, services: RouteServices): void {
  const { pool, clock, dictionaries, observeRefusal } = services;
  const validate = route.body === undefined ? undefined : compileValidator(route.body);
  if (route.answerIsSecret && (route.access === 'public' || route.access.apiKey !== 'always'))
    throw new Error(`${route.method} ${route.path} has no API key to keep its answer secret with`);

  const inTurn: Limit = route.callsOut
    ? createLimit(Math.max(1, Math.floor(pool.options.max / 2)))
    : (work) => work();

  app.route({
    method: route.method,
    url: route.path,
    config: { route: route as Route },
    onRequest: async (request) => {
      request.principal = await authorize(pool, clock, route.access, request.raw);
      if (!acceptsJson(request.headers.accept)) throw new ApiError(httpErrors.notAcceptable);
      if (!validate) return;
      requireJson(request);
      // Fastify would wait for ever for the body of a caller who went away while we asked the database.
      if (request.raw.readableAborted) throw malformed('http');
    },
    handler: async (request, reply) => {
      const { query, invalid: invalidQuery } = route.query
        ? await readQuery(request.url, route.query, dictionaries.codesOf)
        : NO_QUERY;
      const invalid = [
        ...invalidQuery,
        ...(validate?.(request.body) ?? []),
        ...(route.checkBody?.(request.body) ?? []),
      ];
      if (invalid.length > 0) throw schemaInvalid(invalid);
      const handle = (db: Database) =>
        route.handle({
          db,
          clock,
          dictionaries,
          principal: request.principal as Principal,
          requestId: request.id,
          params: request.params as Record<string, string>,
          query,
          body: request.body as Body,
          log: request.log,
          observeRefusal: (rule) => {
            request.brokenRule = rule;
            observeRefusal(rule);
          },
        });
      return validate
        ? answerWrite(request, reply, handle, services, { answerIsSecret: route.answerIsSecret, inTurn })
        : send(request, reply, await handle(pool));
    },
  });
}

function requireJson(request: FastifyRequest): void {
  const encoding = request.headers['content-encoding']?.toLowerCase();
  const [contentType, ...others] = headerValues(request.raw, 'content-type');
  if (
    isJsonContentType(contentType) &&
    others.length === 0 && // nobody can say which was meant
    (encoding === undefined || encoding === 'identity')
  )
    return;
  throw contentTypeInvalid();
}

/** POST and PATCH: once for an idempotency key, straight on the pool without one. */
async function answerWrite(
  request: FastifyRequest,
  reply: FastifyReply,
  handle: (db: Database) => Promise<Answer>,
  { pool, clock }: RouteServices,
  { answerIsSecret = false, inTurn }: { answerIsSecret?: boolean | undefined; inTurn: Limit },
): Promise<FastifyReply> {
  if (request.idempotencyKeyRule) throw idempotencyKeyInvalid(request.idempotencyKeyRule);
  if (request.idempotencyKey === null || !request.principal) return send(request, reply, await handle(pool));
  const identity = {
    clientId: request.principal.clientId,
    key: request.idempotencyKey,
    method: request.method,
    path: pathOf(request.url),
    body: request.bodyBytes as Buffer,
    ...(answerIsSecret ? { sealWith: headerValues(request.raw, 'api-key')[0] as string } : {}),
  };
  const { status, payload, replayed } = await inTurn(() => runOnce(pool, clock, identity, handle));
  if (replayed) reply.header('idempotent-replayed', 'true');
  return sendJson(reply, status, envelope(request, status, payload));
}

function send(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, data, paging, headers = {} } = answer;
  reply.headers(headers);
  if (headers.etag !== undefined && etagMatches(request.headers['if-none-match'], headers.etag))
    return reply.code(304).send();
  return sendJson(reply, status, envelope(request, status, paging ? { data, paging } : { data }));
}

function sendJson(reply: FastifyReply, status: number, body: string): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send(body);
}
