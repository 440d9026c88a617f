import { isPercentEncodedUtf8 } from '../platform/http/percent-encoding.ts';

/** More than any form of ours has. */
const MAX_FIELDS = 100;

/** Why a body is not a form; goes to the log, never to the caller. */
export class MalformedForm extends Error {}

/**
 * The fields of an `application/x-www-form-urlencoded` body; one that is sent twice is an array, which no schema of a
 * single value takes: nobody can say which was meant.
 * @throws MalformedForm
 */
export function parseForm(bytes: Buffer): Record<string, string | string[]> {
  const text = bytes.toString('latin1');
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
