import pg from 'pg';
import { ApiError } from '../errors/error-definition.ts';
import { unavailable } from '../errors/http-errors.ts';
import { UnconfirmedWriteError } from './unconfirmed.ts';

/** Name of the constraint that a statement ran into, or undefined when the error is something else. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError && error.code?.startsWith('23') ? error.constraint : undefined;
}

/**
 * SQLSTATE classes that say "not now": connection, no entrance (a password being changed, a database being restored),
 * resources, operator intervention, system; and lost races worth repeating.
 */
const TRANSIENT_CLASSES = new Set(['08', '28', '3D', '53', '57', '58']);
const TRANSIENT_CODES = new Set([
  '25006', // read_only_sql_transaction: a standby, or a disk that filled up
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '55P03', // lock_not_available
]);
/** What Node and pg say when there is no PostgreSQL at the other end. */
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ECONNABORTED',
  'EAI_AGAIN',
]);
const DRIVER_MESSAGES = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
  'Query read timeout',
];

/**
 * 503 when the database is away, out of resources or lost a race; the error itself otherwise.
 * Constraint names are translated before this, by the feature that owns them.
 */
export function translatePostgresError(error: unknown): unknown {
  if (error instanceof ApiError) return error;
  return isTransient(error) ? unavailable(error) : error;
}

/** Whether the database, or the way to it, failed: the same statement may succeed a moment later, on another connection. */
export function isTransient(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isTransient);
  if (error instanceof UnconfirmedWriteError) return true;
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (error instanceof pg.DatabaseError) {
    // FATAL ends the session, whatever the reason. (In English only: the server may be set to another language.)
    if (error.severity === 'FATAL') return true;
    return typeof code === 'string' && (TRANSIENT_CLASSES.has(code.slice(0, 2)) || TRANSIENT_CODES.has(code));
  }
  if (typeof code === 'string' && NETWORK_CODES.has(code)) return true;
  return DRIVER_MESSAGES.some((message) => error.message.startsWith(message));
}
