import type { IncomingMessage } from 'node:http';
import type { AnySchema } from 'ajv';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Access, asksToken, type Principal } from '../auth/access.ts';
import type { StoredAnswer } from '../idempotency/idempotency.ts';
import { ApiError } from '../platform/errors/error-definition.ts';
import { httpErrors, malformed, schemaInvalid } from '../platform/errors/http-errors.ts';
import type { RefusalObserver } from '../platform/errors/rules.ts';
import { baseOf, envelope, helpLink } from '../platform/http/envelope.ts';
import { acceptsJson, headerValues } from '../platform/http/headers.ts';
import { compileValidator } from '../platform/json/validator.ts';
import { type AnswerKind, type AnswerOf, sendAnswer, sendJson } from './answers.ts';
import { keepsAnswers, requireContentType, sendsForm, takesBody } from './bodies.ts';
import { readConditions } from './conditions.ts';
import type { Once, OnceOptions } from './once.ts';
import { type DictionaryCodes, readQuery, unknownParameterWarning } from './query.ts';
import { type HandledRequest, type Route, UNPARSED_JSON } from './route.ts';

/** What routes are served with. */
export type Serving<Services> = {
  /** @throws ApiError 401 or 403 */
  authorize(access: Access, request: IncomingMessage): Promise<Principal | null>;
  codesOf: DictionaryCodes;
  observeRefusal: RefusalObserver;
  /** Given to every handler. */
  services: Services;
  /** The same for a route of the lane of lists, whose turns are counted by caller. */
  servicesInLane?(caller: string): Services;
  /** How a route that writes honours an X-Idempotency-Key; absent: the key is only repeated in `meta`. */
  once?(route: OnceOptions): Once<Services>;
};

const NO_QUERY = { query: {}, invalid: [] };
const IN_JSON: readonly AnswerKind[] = ['envelope', 'bare', 'oauth'];

/**
 * Serves a route in the fixed order of SPEC 3: 401 → 403 → 406 → 415/413/400 → 422 schema → business checks.
 * (Size and syntax are Fastify's parsing stage, which lies between `onRequest` and the handler.)
 */
export function registerRoute<Services>(
  app: FastifyInstance,
  route: Route<Services>,
  serving: Serving<Services>,
): void {
  const { authorize } = serving;
  const hasBody = takesBody(route);
  const answersJson = IN_JSON.includes(route.answers?.[0] ?? 'envelope');
  const once = keepsAnswers(route) ? serving.once?.(route) : undefined;
  if (route.answerIsSecret && !asksToken(route.access))
    throw new Error(`${route.method} ${route.path} has no caller to keep its answer secret with`);
  const read = createReader(route, serving);
  const servicesFor = createServicesFor(route, serving);

  app.route({
    method: route.method,
    url: route.path,
    config: { route },
    onRequest: async (request) => {
      request.principal = await authorize(route.access, request.raw);
      if (answersJson && !acceptsJson(request.headers.accept)) throw new ApiError(httpErrors.notAcceptable);
      if (!hasBody) return;
      requireContentType(request, route);
      // Fastify would wait for ever for the body of a caller who went away while we asked the database.
      if (request.raw.readableAborted) throw malformed('http');
    },
    handler: async (request, reply) => {
      const warning = route.query && unknownParameterWarning(request.url, route.query);
      if (warning !== undefined) reply.header('x-warning', warning);
      if (route.bodyIsOptional && request.body === undefined) request.body = {};
      const handled = await read(request);
      const { status } = (handled.isForm && route.success.toForm) || route.success;
      const services = servicesFor(request.principal);
      // What the declaration promises of `handled` is what `read` has checked (see `defineRoute`).
      const handle = (given: Services): Promise<AnswerOf<AnswerKind>> =>
        route.handle(handled as never, given);
      const kept = await once?.(request, status, handle);
      if (kept === undefined) return sendAnswer(request, reply, status, await handle(services));
      if (kept.replayed) reply.header('idempotent-replayed', 'true');
      return sendKept(request, reply, kept);
    },
  });
}

/** What the handler of a route is given for a caller. */
function createServicesFor<Services>(
  route: Route<Services>,
  { services, servicesInLane }: Serving<Services>,
) {
  if (route.lane === undefined) return () => services;
  if (!asksToken(route.access) || !servicesInLane)
    throw new Error(`${route.method} ${route.path} has no callers, or no lane, to take turns`);
  return (principal: Principal | null) => servicesInLane((principal as Principal).clientId);
}

/** As the first answer was, with a `meta` of its own. */
function sendKept(request: FastifyRequest, reply: FastifyReply, kept: StoredAnswer): FastifyReply {
  const { status, payload, headers, code } = kept;
  if (headers) reply.headers(headers);
  if (code !== undefined) {
    request.errorCode = code;
    reply.header('link', helpLink(code, request));
  }
  return sendJson(reply, status, envelope(request, status, payload));
}

/** Everything of a request that its route declares. @throws ApiError 422 with all mistakes together */
function createReader<Services>(route: Route<Services>, serving: Serving<Services>) {
  const validatorOf = (schema: AnySchema | undefined) =>
    schema === undefined || schema === UNPARSED_JSON ? undefined : compileValidator(schema);
  const validators = { body: validatorOf(route.body), form: validatorOf(route.form) };
  return async (request: FastifyRequest): Promise<HandledRequest<{ isForm: boolean }>> => {
    const { query, invalid: invalidQuery } = route.query
      ? await readQuery(request.url, route.query, serving.codesOf, route.anyOf)
      : NO_QUERY;
    const { preconditions, invalid: invalidConditions } = readConditions(request.raw, route);
    const { body } = request;
    const isForm = sendsForm(request, route);
    const further = route.readBody?.(body, serving.services);
    const invalid = [
      ...invalidConditions,
      ...invalidQuery,
      ...(validators[isForm ? 'form' : 'body']?.(body) ?? []),
      ...(further?.invalid ?? []),
    ];
    if (invalid.length > 0) throw schemaInvalid(invalid);
    const note = (fields: Readonly<Record<string, unknown>>) => {
      request.noted = { ...request.noted, ...fields };
    };
    return {
      principal: request.principal,
      requestId: request.id,
      origin: baseOf(request),
      address: request.ip,
      search: request.url.split('?').slice(1).join('?'),
      header(name) {
        const values = headerValues(request.raw, name);
        return values.length === 0 ? undefined : values.join(', ');
      },
      preconditions,
      params: request.params,
      query,
      body,
      isForm,
      read: further?.read,
      log: request.log,
      note,
      observeRefusal(rule) {
        note({ rule });
        serving.observeRefusal(rule);
      },
    } as HandledRequest<{ isForm: boolean }>;
  };
}
