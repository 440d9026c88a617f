import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

/**
 * JSON lines on standard error; standard output belongs to what a command prints.
 * Nothing secret is logged on purpose; the redaction is for what a future line might carry along.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service: 'esoz' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_PATHS, censor: '[redacted]' },
      serializers: { err: serializeError },
    },
    destination ?? pino.destination({ dest: 2, sync: false }),
  );
}

const SECRET_NAMES = [
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
];
const SECRET_PATHS = SECRET_NAMES.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.headers["${name}"]`]);

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
