import type { Principal } from '../auth/access.ts';
import type { InvalidRule } from '../platform/errors/error-definition.ts';
import type { Span } from '../platform/tracing.ts';
import type { AnyRoute } from './route.ts';

/** What a request carries from hook to hook; everything is null until it is known. */
declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
    /** The usable X-Idempotency-Key of the request. */
    idempotencyKey: string | null;
    /** Why the X-Idempotency-Key is not usable. */
    idempotencyKeyRule: InvalidRule | null;
    /** The path as it may be told; null: as it was sent. */
    shownPath: string | null;
    /** Code of the error that answered: for the log line. */
    errorCode: string | null;
    /** What else the log line tells. */
    noted: Record<string, unknown> | null;
    /** Of the whole request; null: it is not traced. */
    span: Span | null;
  }
  interface FastifyContextConfig {
    route?: AnyRoute;
  }
}

/** In the order of their declaration above. */
export const REQUEST_FIELDS = [
  'principal',
  'idempotencyKey',
  'idempotencyKeyRule',
  'shownPath',
  'errorCode',
  'noted',
  'span',
] as const;
