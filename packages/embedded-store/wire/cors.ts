import { s3Error } from './s3-error.ts';

export type CorsRules = {
  /** Headers for every answer to this request; a foreign origin gets none but `Vary`. */
  actual(origin: string | undefined): Record<string, string>;
  /** Headers of the answer to a preflight. Throws AccessForbidden. */
  preflight(
    origin: string | undefined,
    method: string | undefined,
    headers: string | undefined,
  ): Record<string, string>;
};

const METHODS = ['GET', 'PUT', 'HEAD'];
const REQUEST_HEADERS = new Set([
  'cache-control',
  'content-disposition',
  'content-language',
  'content-md5',
  'content-type',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'range',
]);
const EXPOSED = 'ETag, Content-Length, Content-Range, Content-Disposition, Accept-Ranges, x-amz-request-id';

/**
 * CORS for links opened by pages of exactly these origins. No header that takes part in signing is allowed: a page
 * has a link, never a key. Throws Error at start for anything that is not an origin (`*` included).
 */
export function createCorsRules(origins: readonly string[]): CorsRules {
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new Error(`not an origin (scheme://host[:port]) for CORS: ${origin}`);
    }
  }
  const allowed = new Set(origins);
  const vary: Record<string, string> = allowed.size > 0 ? { vary: 'Origin' } : {};
  return {
    actual(origin) {
      if (origin === undefined || !allowed.has(origin)) return vary;
      return { ...vary, 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED };
    },
    preflight(origin, method, headers) {
      const wanted = (headers ?? '').split(',').map((name) => name.trim().toLowerCase());
      const allowedHeaders = wanted.filter((name) => name !== '');
      if (
        origin === undefined ||
        !allowed.has(origin) ||
        method === undefined ||
        !METHODS.includes(method) ||
        !allowedHeaders.every((name) => REQUEST_HEADERS.has(name) || name.startsWith('x-amz-meta-'))
      ) {
        throw s3Error('AccessForbidden');
      }
      return {
        vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
        'access-control-allow-origin': origin,
        'access-control-allow-methods': METHODS.join(', '),
        ...(allowedHeaders.length > 0 && { 'access-control-allow-headers': allowedHeaders.join(', ') }),
        'access-control-max-age': '600',
      };
    },
  };
}
