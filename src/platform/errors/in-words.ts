import type { ApiError, InvalidEntry } from './error-definition.ts';
import { httpErrors } from './http-errors.ts';

/** An error as a line of text; that of a schema error says only that there is one, so its places are told instead. */
export function inWords(error: ApiError): string {
  return error.definition === httpErrors.schemaInvalid ? describeInvalid(error.invalid ?? []) : error.message;
}

export function describeInvalid(invalid: readonly InvalidEntry[]): string {
  return invalid
    .map(
      ({ entry, rules = [] }) =>
        `${entry}: ${rules.map(({ rule, description }) => description ?? rule).join(', ')}`,
    )
    .join('; ');
}
