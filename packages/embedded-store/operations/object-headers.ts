import type { ObjectRecord } from '../disk/record.ts';
import type { RequestFields } from '../wire/request-fields.ts';
import { s3Error } from '../wire/s3-error.ts';

// Not how long it may be kept (Cache-Control, Expires): that is the store's to say, not the uploader's.
const KEPT = ['content-disposition', 'content-encoding', 'content-language'] as const;
const DEFAULT_CONTENT_TYPE = 'application/octet-stream';
// S3 allows 2 KB of metadata. All of it must fit the header block that clients accept, and stays in memory.
const MAX_STORED_HEADER_BYTES = 4096;
const FIELD_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

export type StoredHeaders = Pick<ObjectRecord, 'contentType' | 'headers'>;

/**
 * The headers of an upload that are kept and served again. Values stay byte for byte (node's one character per byte).
 * Throws MetadataTooLarge, InvalidArgument.
 */
export function readStoredHeaders(fields: RequestFields): StoredHeaders {
  const headers: Record<string, string> = {};
  let bytes = 0;
  const keep = (name: string, value: string): void => {
    // Fields that were moved into a link's query have not passed node's header parser.
    if (!FIELD_NAME.test(name) || !FIELD_VALUE.test(value)) throw s3Error('InvalidArgument');
    bytes += name.length + value.length;
    if (bytes > MAX_STORED_HEADER_BYTES) throw s3Error('MetadataTooLarge');
    headers[name] = value;
  };
  for (const name of KEPT) {
    const value = fields.get(name);
    if (value !== undefined) keep(name, name === 'content-encoding' ? withoutAwsChunked(value) : value);
  }
  if (headers['content-encoding'] === '') delete headers['content-encoding'];
  for (const [name, value] of fields) if (name.startsWith('x-amz-meta-')) keep(name, value);
  const contentType = fields.get('content-type') ?? '';
  if (contentType.length > 255) throw s3Error('InvalidArgument', 'The content type is too long.');
  return { contentType: contentType === '' ? DEFAULT_CONTENT_TYPE : contentType, headers };
}

/** `aws-chunked` says how the upload was framed, not how the object is encoded. */
function withoutAwsChunked(encoding: string): string {
  const codings = encoding.split(',').map((coding) => coding.trim());
  return codings.filter((coding) => coding !== 'aws-chunked' && coding !== '').join(', ');
}

/** Parameters by which the signer of a link chooses how the answer is labelled. */
export const OVERRIDES: Readonly<Record<string, string>> = {
  'response-cache-control': 'cache-control',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
  'response-content-language': 'content-language',
  'response-content-type': 'content-type',
  'response-expires': 'expires',
};

/** The headers of an answer with this object, but for its length, range and checksum. Throws InvalidArgument. */
export function servedHeaders(
  record: ObjectRecord,
  query: ReadonlyMap<string, string>,
): Record<string, string> {
  const headers: Record<string, string> = {
    ...record.headers,
    // A link is a secret of its holder: nobody keeps what it opened, unless its signer says otherwise below.
    'cache-control': 'private, no-store',
    'content-type': record.contentType,
    etag: `"${record.etag}"`,
    'last-modified': new Date(record.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
  };
  for (const [parameter, name] of Object.entries(OVERRIDES)) {
    const value = query.get(parameter);
    if (value === undefined) continue;
    if (!FIELD_VALUE.test(value)) throw s3Error('InvalidArgument', `${parameter} is not a valid header.`);
    headers[name] = value;
  }
  return headers;
}
