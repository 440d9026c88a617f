import type { AnySchema } from 'ajv';
import type { FastifyBaseLogger } from 'fastify';
import type { Access, Principal } from '../auth/access.ts';
import type { DictionaryCache } from '../dictionaries/cache.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import type { InvalidEntry } from '../platform/errors/error-definition.ts';
import type { RefusalObserver } from '../platform/errors/rules.ts';
import type { Answer } from '../platform/http/envelope.ts';
import type { Query, QuerySchema } from './query.ts';

/** What a handler gets; everything it may depend on is here. */
export type RequestContext<Body> = {
  /** The pool, or the transaction of an idempotency key. */
  db: Database;
  clock: Clock;
  dictionaries: DictionaryCache;
  /** Never null behind an access declaration other than `public`. */
  principal: Principal;
  requestId: string;
  params: Record<string, string>;
  /** The declared query parameters, as sent. */
  query: Query;
  /** Has passed the route's schema. */
  body: Body;
  log: FastifyBaseLogger;
  observeRefusal: RefusalObserver;
};

/** One method of the API: declared here, enforced by `register-route.ts`, documented from the same object. */
export type Route<Body = never> = {
  method: 'GET' | 'POST' | 'PATCH';
  path: `/${string}`;
  /** Section of the specification (SPEC). */
  spec: string;
  summary: string;
  access: Access;
  /** JSON Schema of the body; a route without one takes none. */
  body?: AnySchema;
  /** Known query parameters; others are ignored. */
  query?: QuerySchema;
  /** What of the body a JSON Schema cannot express; its mistakes are reported together with the schema's. */
  checkBody?(body: unknown): InvalidEntry[];
  /**
   * The handler waits for another service: inside the transaction of an idempotency key it takes a turn first, so that
   * half of the database's connections stay for the other methods when that service hangs.
   */
  callsOut?: true;
  /** The answer is a secret: an idempotency key keeps it encrypted under the caller's API key. */
  answerIsSecret?: true;
  handle(context: RequestContext<Body>): Promise<Answer>;
};
