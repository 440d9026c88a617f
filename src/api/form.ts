import { ApiError } from '../platform/errors/error-definition.ts';
import { httpErrors } from '../platform/errors/http-errors.ts';
import { isPercentEncodedUtf8 } from '../platform/http/percent-encoding.ts';

/** No form of ours holds a text; decoding a megabyte of them takes a tenth of a second. */
const MAX_BYTES = 64 * 1024;
/** More than any form of ours has. */
const MAX_FIELDS = 100;

/** Of any body (SPEC 2, "Cost"). */
const MAX_NAMES = 1_000;

/** Why a body is not a form; goes to the log, never to the caller. */
export class MalformedForm extends Error {}

/**
 * The fields of an `application/x-www-form-urlencoded` body; one that is sent twice is an array, which no schema of a
 * single value takes: nobody can say which was meant.
 * @throws MalformedForm; ApiError 413
 */
export function parseForm(bytes: Buffer): Record<string, string | string[]> {
  const text = bytes.toString('latin1');
  // Counted before anything is made of them.
  if (bytes.length > MAX_BYTES || hasMoreThan(MAX_NAMES, '&', text))
    throw new ApiError(httpErrors.bodyTooLarge);
  if (!isPercentEncodedUtf8(text)) throw new MalformedForm('invalid UTF-8');
  // Read as Latin-1, so bytes that no browser leaves unencoded would otherwise become other characters.
  if (/[^\x21-\x7e]/.test(text)) throw new MalformedForm('characters that are not encoded');
  const fields = new Map<string, string | string[]>();
  let count = 0;
  for (const [name, value] of new URLSearchParams(`?${text}`)) {
    if (++count > MAX_FIELDS) throw new MalformedForm(`more than ${MAX_FIELDS} fields`);
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(fields);
}

function hasMoreThan(count: number, separator: string, text: string): boolean {
  let found = 0;
  for (let at = text.indexOf(separator); at !== -1 && found < count; at = text.indexOf(separator, at + 1))
    found++;
  return found >= count;
}
