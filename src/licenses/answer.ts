import type { Answer } from '../api/answers.ts';
import { etagOf, type Validators } from '../platform/http/conditional.ts';
import { LICENSE_KEYS, type License } from './license.ts';

/**
 * The tag is of all that an answer shows of the licence: the same from every process, and another one after any change,
 * also by an import or by hand. It is strong, though `meta` differs from answer to answer: nobody changes that.
 */
export function validatorsOf(license: License): Validators {
  const text = JSON.stringify(LICENSE_KEYS.map((key) => license[key]));
  return {
    etag: etagOf(text),
    lastModified: new Date(license.updated_at),
  };
}

/** An answer that is one licence. @param validators where they have been made already */
export function licenseAnswer(license: License, validators = validatorsOf(license)): Answer {
  const { etag, lastModified } = validators;
  return { data: license, headers: { etag, 'last-modified': lastModified.toUTCString() } };
}
