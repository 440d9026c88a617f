import type { FastifyReply, FastifyRequest } from 'fastify';

/** What a page may send besides what browsers always let it. */
const REQUEST_HEADERS = [
  'API-key',
  'Authorization',
  'Content-Type',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'If-Unmodified-Since',
  'X-Custom-PSK',
  'X-Idempotency-Key',
  'X-Request-ID',
].join(', ');

/** What of an answer a page may read: everything that SPEC 2 promises in a header. */
const ANSWER_HEADERS = [
  'Allow',
  'ETag',
  'Idempotent-Replayed',
  'Last-Modified',
  'Link',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'WWW-Authenticate',
  'X-Request-ID',
  'X-Warning',
].join(', ');

/** How long a browser need not ask again. */
const PREFLIGHT_SECONDS = 600;

/**
 * Lets pages of the configured origins read the answer, whatever it is: an error that a page cannot read cannot be mended.
 * Compared as they stand, so `null` is nobody's. No credentials: callers are known by headers, never by cookies.
 * @param origins of CORS_ORIGINS; none: no header, and a cache need not tell callers apart
 */
export function admitOrigin(request: FastifyRequest, reply: FastifyReply, origins: readonly string[]): void {
  if (origins.length === 0) return;
  reply.header('vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined || !origins.includes(origin)) return;
  reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': ANSWER_HEADERS });
}

/** Whether a browser asks, for an admitted page, what it may send to this path. */
export function isPreflight(request: FastifyRequest, reply: FastifyReply): boolean {
  return (
    request.method === 'OPTIONS' &&
    request.headers['access-control-request-method'] !== undefined &&
    reply.hasHeader('access-control-allow-origin')
  );
}

/** @param methods those of the path */
export function answerPreflight(reply: FastifyReply, methods: readonly string[]): FastifyReply {
  return reply
    .removeHeader('access-control-expose-headers')
    .headers({
      'access-control-allow-methods': methods.join(', '),
      'access-control-allow-headers': REQUEST_HEADERS,
      'access-control-max-age': String(PREFLIGHT_SECONDS),
    })
    .code(204)
    .send();
}
