import { type S3Error, s3Error } from './s3-error.ts';

export type QueryParameter = { readonly rawName: string; readonly rawValue: string };

export type RequestTarget = {
  /** As sent: what the signature covers. */
  readonly rawPath: string;
  readonly rawQuery: readonly QueryParameter[];
  /** Decoded once; '' where the path ends before it. */
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
};

const MAX_KEY_BYTES = 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Splits the request target `/{bucket}/{key}?{query}` without any normalisation: no URL class, because every WHATWG
 * parser resolves `.` and `..` segments, and then another object than the signed one would be meant.
 *
 * Throws InvalidURI, KeyTooLongError, or AccessDenied for a query that no signer writes: to whoever appended to a link
 * that is the 403 of any other change, and of a parameter sent twice signer and store could disagree which one counts.
 */
export function parseRequestTarget(url: string): RequestTarget {
  if (!/^\/[\x21-\x22\x24-\x7e]*$/.test(url)) throw s3Error('InvalidURI');
  const mark = url.indexOf('?');
  const rawPath = mark < 0 ? url : url.slice(0, mark);
  const rawQuery = mark < 0 ? [] : parseRawQuery(url.slice(mark + 1));

  const slash = rawPath.indexOf('/', 1);
  const bucket = percentDecode(slash < 0 ? rawPath.slice(1) : rawPath.slice(1, slash), invalidPath);
  const key = slash < 0 ? '' : percentDecode(rawPath.slice(slash + 1), invalidPath);
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw s3Error('KeyTooLongError');

  const query = new Map<string, string>();
  for (const { rawName, rawValue } of rawQuery) {
    const name = percentDecode(rawName, invalidQuery);
    if (query.has(name)) throw s3Error('AccessDenied', 'A query parameter was sent twice.');
    query.set(name, percentDecode(rawValue, invalidQuery));
  }
  return { rawPath, rawQuery, bucket, key, query };
}

function parseRawQuery(rawQuery: string): QueryParameter[] {
  if (rawQuery === '') return [];
  // A raw plus means a space to some parsers and a plus to others; signed clients send %20 and %2B.
  if (rawQuery.includes('+')) throw invalidQuery();
  return rawQuery.split('&').map((pair) => {
    const equals = pair.indexOf('=');
    const rawName = equals < 0 ? pair : pair.slice(0, equals);
    if (rawName === '') throw invalidQuery();
    return { rawName, rawValue: equals < 0 ? '' : pair.slice(equals + 1) };
  });
}

const invalidPath = () => s3Error('InvalidURI');
const invalidQuery = () => s3Error('AccessDenied', 'The query is not valid.');

/** Decodes `%XX` once. Throws `invalid` on a stray `%` and on bytes that are not UTF-8. */
function percentDecode(raw: string, invalid: () => S3Error): string {
  if (!raw.includes('%')) return raw;
  if (/%(?![0-9A-Fa-f]{2})/.test(raw)) throw invalid();
  const bytes = Buffer.from(
    raw.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalid();
  }
}
