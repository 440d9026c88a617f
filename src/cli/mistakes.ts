import { newClientSchema } from '../clients/clients/client.ts';
import { EDRPOU_PATTERN } from '../legal-entities/legal-entity.ts';
import { EMAIL_PATTERN } from '../people/users/user.ts';
import type { ApiError, InvalidEntry, InvalidRule } from '../platform/errors/error-definition.ts';
import { httpErrors } from '../platform/errors/http-errors.ts';
import { UUID_PATTERN } from '../platform/json/validator.ts';

/** What a pattern asks for, to somebody at a terminal. */
const FORMS: ReadonlyMap<unknown, string> = new Map([
  [UUID_PATTERN, 'a uuid'],
  [newClientSchema.properties.scopes.items.pattern, 'of the form name:action, such as license:read'],
  [EMAIL_PATTERN, 'an e-mail address'],
  [EDRPOU_PATTERN, '8 to 10 digits'],
  ['\\S', 'more than blanks'],
]);

/** An error of the methods as a line of text for whoever typed a command. */
export function inWordsOfCommands(error: ApiError): string {
  return error.definition === httpErrors.schemaInvalid
    ? describeMistakes(error.invalid ?? [])
    : error.message;
}

/** Mistakes in what was typed: commands check the body that the method would get, whose properties have options' names. */
export function describeMistakes(invalid: readonly InvalidEntry[]): string {
  return invalid
    .map(({ entry = '', rules = [] }) => `${optionOf(entry)} ${rules.map(sentenceOf).join(', ')}`)
    .join('; ');
}

/** `$.redirect_uris.[1]` was `--redirect-uri`, `$.client_id` was `--client`. */
function optionOf(entry: string): string {
  return entry
    .replace(/^\$\./, '')
    .replace(/s\.\[\d+\]/, '')
    .replace(/_id$/, '')
    .replaceAll('_', '-');
}

function sentenceOf({ rule, description, params }: InvalidRule): string {
  const { pattern, format, values } = { ...params } as Record<string, unknown>;
  const form = format ?? FORMS.get(pattern);
  if (form !== undefined) return `must be ${form}`;
  return Array.isArray(values) ? `must be one of ${values.join(', ')}` : `(${description ?? rule})`;
}
