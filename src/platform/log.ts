import pino, { type DestinationStream, type Logger } from 'pino';
import { boundLogLine } from './log-line.ts';

export type { Logger };

/**
 * JSON lines on standard error; standard output belongs to what a command prints.
 * Nothing secret is logged on purpose; the redaction is for what a future line might carry along.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const lines = destination ?? pino.destination({ dest: 2, sync: false });
  return pino(
    {
      level,
      base: { service: 'esoz' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: (fields) => censor(fields) },
      serializers: { err: serializeError },
    },
    { write: (line: string) => lines.write(boundLogLine(line)) },
  );
}

const SECRET_NAMES = new Set([
  'authorization',
  'api-key',
  'x-custom-psk',
  'cookie',
  'value',
  'token',
  'secret',
  'password',
  'secret_url',
  'url',
]);

const DEEPEST = 5;

/**
 * The fields of a line with `[redacted]` in place of what is named like a secret, at any depth. pino's own `redact`
 * reads its paths anew for each line, which was 7 % of what a request costs.
 */
function censor(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  let censored: Record<string, unknown> | undefined;
  for (const [name, value] of Object.entries(fields)) {
    const written = SECRET_NAMES.has(name.toLowerCase()) ? '[redacted]' : censorInside(value, depth + 1);
    if (written === value) continue;
    censored ??= { ...fields };
    censored[name] = written;
  }
  return censored ?? fields;
}

/** Errors and other instances are left to their serializers; what is deeper than pino writes may be a circle. */
function censorInside(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return '[deeper]';
  if (Array.isArray(value)) return value.map((entry) => censorInside(entry, depth + 1));
  return Object.getPrototypeOf(value) === Object.prototype
    ? censor(value as Record<string, unknown>, depth)
    : value;
}

/** PostgreSQL puts row contents into `detail` and `where`: they stay out of the log. */
function serializeError(
  error: Error & { code?: unknown; constraint?: unknown; cause?: unknown },
): object | string {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, code, constraint, cause } = error;
  return {
    type: name,
    message,
    stack,
    code,
    constraint,
    ...(cause instanceof Error ? { cause: serializeError(cause) } : {}),
  };
}
