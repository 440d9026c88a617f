import { s3Error } from './s3-error.ts';

/** Header fields by lower-case name, each with exactly one value. */
export type RequestFields = ReadonlyMap<string, string>;

// A second value of one of these would be read by one party and not by another.
const SINGLE = /^(x-amz-|content-|if-|authorization$|host$|range$|date$|expect$|transfer-encoding$)/;

/**
 * Header fields from node's raw list (node's own map silently drops some duplicates). Repeated list headers are
 * joined; a repeated field that means something to the store is AccessDenied, since the signature cannot say which
 * of the two it covers.
 */
export function readRequestFields(rawHeaders: readonly string[]): RequestFields {
  const fields = new Map<string, string>();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    const value = rawHeaders[i + 1]!;
    const before = fields.get(name);
    if (before !== undefined && SINGLE.test(name)) {
      throw s3Error('AccessDenied', 'A header field was sent twice.');
    }
    fields.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return fields;
}

const KNOWN_AMZ_FIELDS = new Set([
  'x-amz-acl',
  'x-amz-checksum-algorithm',
  'x-amz-checksum-crc32',
  'x-amz-checksum-crc32c',
  'x-amz-checksum-crc64nvme',
  'x-amz-checksum-mode',
  'x-amz-checksum-sha1',
  'x-amz-checksum-sha256',
  'x-amz-checksum-type',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-mp-object-size',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-storage-class',
  'x-amz-trailer',
  'x-amz-user-agent',
]);

/** Values that ask for what the store does anyway; any other asks for something it would have to ignore. */
const ONLY_VALUE: Readonly<Record<string, string>> = {
  'x-amz-acl': 'private',
  'x-amz-storage-class': 'STANDARD',
};

/**
 * Refuses what is signed properly but means a function that is not here (copy, encryption, locks, tags, public
 * rights …): silently ignoring `x-amz-acl: public-read` or `x-amz-copy-source` would do something else than asked.
 * Throws NotImplemented.
 */
export function refuseUnknownAmzFields(fields: RequestFields): void {
  for (const [name, value] of fields) {
    if (!name.startsWith('x-amz-') || name.startsWith('x-amz-meta-')) continue;
    const only = ONLY_VALUE[name];
    if (!KNOWN_AMZ_FIELDS.has(name) || (only !== undefined && value !== only)) {
      throw s3Error('NotImplemented', `The header ${name} asks for a function that is not implemented.`);
    }
  }
}

/** A count of bytes in decimal digits, or undefined when the field is absent. Throws InvalidArgument. */
export function byteCount(fields: RequestFields, name: string): number | undefined {
  const value = fields.get(name);
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value))
    throw s3Error('InvalidArgument', `The header ${name} is not a number of bytes.`);
  return Number(value);
}
