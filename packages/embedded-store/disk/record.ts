import { CHECKSUM_ALGORITHMS, type Checksum } from '../wire/checksums.ts';
import { hashOfKey, parseFileName } from './layout.ts';

/** What is known of one object; the file beside the content holds it as one line of JSON. */
export type ObjectRecord = {
  readonly key: string;
  readonly size: number;
  /** Without quotes: MD5 in hex, or `md5-of-md5s-N` after a multipart upload. */
  readonly etag: string;
  readonly contentType: string;
  /** ISO 8601, UTC. */
  readonly lastModified: string;
  /** Further headers to serve: content-disposition, cache-control, x-amz-meta-* … */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum: Checksum | null;
  /** Name of the content in the same folder. */
  readonly file: string;
};

const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({});

/** `"key"` comes first and is not escaped beyond JSON, so that an operator can grep for it. */
export function serializeRecord(record: ObjectRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/**
 * Reads a record back; `hash` is the one in its file name. Throws Error with the reason when it is damaged or was
 * altered so that it names another key's or a foreign file.
 */
export function parseRecord(text: string, hash: string): ObjectRecord {
  const value: unknown = JSON.parse(text);
  if (!isObject(value)) throw new Error('not an object');
  const { key, size, etag, contentType, lastModified, headers, checksum, file } = value;
  if (typeof key !== 'string' || hashOfKey(key) !== hash)
    throw new Error('key does not belong to the file name');
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
    throw new Error('size is not valid');
  if (typeof etag !== 'string' || !/^[0-9a-f]{32}(-\d+)?$/.test(etag)) throw new Error('etag is not valid');
  if (typeof contentType !== 'string') throw new Error('contentType is not valid');
  if (typeof lastModified !== 'string' || Number.isNaN(Date.parse(lastModified))) {
    throw new Error('lastModified is not valid');
  }
  const name = parseFileName(String(file));
  if (typeof file !== 'string' || name.hash !== hash || name.kind !== 'content')
    throw new Error('file is not valid');
  return {
    key,
    size,
    etag,
    contentType: shared(contentType),
    lastModified,
    headers: parseHeaders(headers),
    checksum: parseChecksum(checksum),
    file,
  };
}

function parseHeaders(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value) || !Object.values(value).every((text) => typeof text === 'string'))
    throw new Error('headers is not valid');
  return Object.keys(value).length === 0 ? NO_HEADERS : (value as Record<string, string>);
}

/** Of a record, or of a part of a multipart upload. */
export function parseChecksum(value: unknown): Checksum | null {
  if (value === null) return null;
  const { algorithm: given, value: digest } = isObject(value) ? value : {};
  const algorithm = CHECKSUM_ALGORITHMS.find((name) => name === given);
  if (algorithm === undefined || typeof digest !== 'string') throw new Error('checksum is not valid');
  return { algorithm, value: digest };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// JSON.parse makes a new string per record; a hundred thousand equal content types need one.
const contentTypes = new Map<string, string>();

function shared(contentType: string): string {
  const known = contentTypes.get(contentType);
  if (known !== undefined) return known;
  if (contentTypes.size < 1000) contentTypes.set(contentType, contentType);
  return contentType;
}
