import { s3Error } from './s3-error.ts';

/** First and last byte, both included. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * Reads a Range header against an object of `size` bytes. null means the whole object: no header, a unit other than
 * bytes, or several ranges (which a server may answer with the whole, as S3 does). Throws InvalidRange, with the
 * Content-Range header that 416 demands.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | null {
  if (header === undefined || !/^bytes=/i.test(header) || header.includes(',')) return null;
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header);
  const [, first = '', last = ''] = match ?? [];
  let range: ByteRange | undefined;
  if (first !== '') {
    const end = last === '' ? Number.POSITIVE_INFINITY : Number(last);
    if (Number(first) <= end) range = { start: Number(first), end: Math.min(end, size - 1) };
  } else if (last !== '' && Number(last) > 0) {
    range = { start: Math.max(0, size - Number(last)), end: size - 1 };
  }
  if (range === undefined || range.start >= size) {
    throw s3Error('InvalidRange', undefined, { 'content-range': `bytes */${size}` });
  }
  return range;
}
