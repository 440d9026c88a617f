import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { type Access, asksApiKey, type Principal } from '../auth/access.ts';
import { bearerToken } from '../auth/authorize.ts';
import {
  type IdempotentRequest,
  idempotencyKeyInvalid,
  runOnce,
  type StoredAnswer,
} from '../idempotency/idempotency.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Pool } from '../platform/database/pool.ts';
import { decodedPathOf } from '../platform/http/envelope.ts';
import { headerValues } from '../platform/http/headers.ts';
import { createLimit, type Limit } from '../platform/limit.ts';
import { traced } from '../platform/tracing.ts';
import { atOnce, type Turns } from '../platform/turns.ts';
import type { Answer, AnswerKind, AnswerOf } from './answers.ts';
import type { Route } from './route.ts';

/**
 * Carries out a request with an X-Idempotency-Key once.
 * @param status of a success
 * @returns what is kept under the key; undefined, and nothing is done, without one
 * @throws ApiError
 */
export type Once<Services> = (
  request: FastifyRequest,
  status: number,
  handle: (services: Services) => Promise<AnswerOf<AnswerKind>>,
) => Promise<StoredAnswer | undefined>;

/** What of a route's declaration decides how its answers are kept. */
export type OnceOptions = Pick<Route, 'access' | 'callsOut' | 'answerIsSecret'>;

/** What the caller has proved to hold, and we keep no more than a hash of. */
function secretOf(
  access: Access,
  { hasSecretKey }: Principal,
  request: IncomingMessage,
): NonNullable<IdempotentRequest['sealWith']> {
  return asksApiKey(access) && hasSecretKey
    ? { kind: 'API key', value: headerValues(request, 'api-key')[0] as string }
    : { kind: 'access token', value: bearerToken(request) as string };
}

/**
 * Idempotency keys in the transaction that does the work: a handler gets it in place of the pool. For routes that answer in
 * the envelope; kept are `data`, `paging` and the handler's headers.
 */
export function onceIn<Services extends { db: Database; clock: Clock; writes: Turns }>(
  pool: Pool,
  services: Services,
) {
  return ({ access, callsOut, answerIsSecret }: OnceOptions): Once<Services> => {
    const inTurn: Limit = callsOut
      ? createLimit(Math.max(1, Math.floor(pool.options.max / 2)))
      : (work) => work();
    return async (request, status, handle) => {
      if (request.idempotencyKeyRule) throw idempotencyKeyInvalid(request.idempotencyKeyRule);
      if (request.idempotencyKey === null || !request.principal) return undefined;
      const identity = {
        clientId: request.principal.clientId,
        key: request.idempotencyKey,
        method: request.method,
        path: decodedPathOf(request.url),
        body: request.body,
        ...(answerIsSecret ? { sealWith: secretOf(access, request.principal, request.raw) } : {}),
      };
      const work = async (db: Database) => {
        const { data, paging, headers } = (await handle({ ...services, db, writes: atOnce })) as Answer;
        return { status, payload: paging ? { data, paging } : { data }, headers };
      };
      return traced('idempotency', {}, () =>
        services.writes(identity.clientId, () => inTurn(() => runOnce(pool, services.clock, identity, work))),
      );
    };
  };
}
