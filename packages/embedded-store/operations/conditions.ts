import type { ObjectRecord } from '../disk/record.ts';
import type { RequestFields } from '../wire/request-fields.ts';
import { s3Error } from '../wire/s3-error.ts';

/**
 * The conditions of a GET or HEAD in the order of RFC 9110, section 13.2.2. Throws PreconditionFailed; returns false
 * when the client's copy is still good (304).
 */
export function checkReadConditions(fields: RequestFields, record: ObjectRecord): boolean {
  const ifMatch = fields.get('if-match');
  const ifNoneMatch = fields.get('if-none-match');
  const unmodifiedSince = httpDate(fields.get('if-unmodified-since'));
  const modifiedSince = httpDate(fields.get('if-modified-since'));
  const modified = modifiedSecond(record);

  if (ifMatch !== undefined) {
    if (!matches(ifMatch, record.etag)) throw s3Error('PreconditionFailed');
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince) {
    throw s3Error('PreconditionFailed');
  }
  if (ifNoneMatch !== undefined) return !matches(ifNoneMatch, record.etag);
  return modifiedSince === undefined || modified > modifiedSince;
}

/**
 * The conditions of a PUT, DELETE or CompleteMultipartUpload against the object that is there at the moment of the
 * change. `If-None-Match: *` = only if there is none; `If-Match` = only in place of this one. Throws
 * PreconditionFailed, NoSuchKey, or NotImplemented for forms that S3 does not know.
 */
export function checkWriteConditions(fields: RequestFields, existing: ObjectRecord | undefined): void {
  const ifMatch = fields.get('if-match');
  const ifNoneMatch = fields.get('if-none-match');
  if (fields.has('if-modified-since') || fields.has('if-unmodified-since')) throw s3Error('NotImplemented');
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch.trim() !== '*') throw s3Error('NotImplemented');
    if (existing !== undefined) throw s3Error('PreconditionFailed');
  }
  if (ifMatch !== undefined) {
    if (existing === undefined) throw s3Error('NoSuchKey');
    if (!matches(ifMatch, existing.etag)) throw s3Error('PreconditionFailed');
  }
}

/** Whether a Range header counts: a resumed download must not be stitched together from two objects (If-Range). */
export function rangeApplies(fields: RequestFields, record: ObjectRecord): boolean {
  const ifRange = fields.get('if-range')?.trim();
  if (ifRange === undefined) return true;
  if (ifRange.startsWith('"')) return ifRange === `"${record.etag}"`;
  return httpDate(ifRange) === modifiedSecond(record);
}

/** Compares without regard to `W/`: a client that weakened our strong tag still means the same bytes. */
function matches(list: string, etag: string): boolean {
  if (list.trim() === '*') return true;
  return list.split(',').some(
    (item) =>
      item
        .trim()
        .replace(/^W\//, '')
        .replace(/^"(.*)"$/, '$1') === etag,
  );
}

/** HTTP dates have whole seconds; a date that cannot be read is treated as absent, as RFC 9110 prescribes. */
function httpDate(text: string | undefined): number | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

function modifiedSecond(record: ObjectRecord): number {
  return Math.floor(Date.parse(record.lastModified) / 1000) * 1000;
}
