import { isUtf8 } from 'node:buffer';
import type { InvalidEntry, InvalidRule } from '../platform/errors/error-definition.ts';
import {
  dateRule,
  inclusionRule,
  patternRule,
  STORABLE_TEXT_PATTERN,
} from '../platform/json/schema-errors.ts';
import { isExistingDate, UUID_PATTERN } from '../platform/json/validator.ts';

/** How one query parameter is read; anything that does not match is a 422. Unknown parameters are ignored. */
export type QueryParameter = { required?: true } & (
  | { pattern: string }
  | { values: readonly string[] }
  /** Any value of this dictionary, active or not. */
  | { dictionary: string }
  | { format: 'date' }
);
export type QuerySchema = Readonly<Record<string, QueryParameter>>;
/** The codes of a dictionary; empty when there is no such dictionary. */
export type DictionaryCodes = (dictionary: string) => Promise<readonly string[]>;

export const TEXT_PARAMETER = { pattern: STORABLE_TEXT_PATTERN } as const;
export const UUID_PARAMETER = { pattern: UUID_PATTERN } as const;
export const BOOLEAN_PARAMETER = { values: ['true', 'false'] } as const;

/** SPEC 2, paging: positive integers. */
const POSITIVE_INTEGER = '^0*[1-9][0-9]*$';
export const PAGING_PARAMETERS = {
  page: { pattern: POSITIVE_INTEGER },
  page_size: { pattern: POSITIVE_INTEGER },
} as const;
const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 300;

export type Query = Readonly<Record<string, string>>;

/**
 * Reads the known parameters of a request's query, exactly once each.
 * @returns the values as sent, and every mistake in the form of SPEC 2
 */
export async function readQuery(
  url: string,
  schema: QuerySchema,
  codesOf: DictionaryCodes,
): Promise<{ query: Query; invalid: InvalidEntry[] }> {
  const at = url.indexOf('?');
  const text = at === -1 ? '' : url.slice(at + 1);
  const sent = new URLSearchParams(`?${text}`); // which takes one `?` away, and only one
  const query: Record<string, string> = {};
  const invalid: InvalidEntry[] = [];
  for (const [name, parameter] of Object.entries(schema)) {
    const values = sent.getAll(name);
    const rule =
      occurrenceMistake(name, parameter, values) ??
      (await valueMistake(parameter, values[0], codesOf)) ??
      encodingMistake(text, name, values[0]);
    if (rule) invalid.push({ entry: `$.${name}`, entry_type: 'query_parameter', rules: [rule] });
    else if (values[0] !== undefined) query[name] = values[0];
  }
  return { query, invalid };
}

function occurrenceMistake(
  name: string,
  parameter: QueryParameter,
  values: string[],
): InvalidRule | undefined {
  if (values.length > 1)
    return { rule: 'invalid', params: [], description: 'the parameter is given more than once' };
  if (values.length === 1 || !parameter.required) return undefined;
  return {
    rule: 'required',
    description: `required property ${name} was not present`,
    raw_description: 'required property %{property} was not present',
    params: { property: name },
  };
}

async function valueMistake(
  parameter: QueryParameter,
  value: string | undefined,
  codesOf: DictionaryCodes,
): Promise<InvalidRule | undefined> {
  if (value === undefined) return undefined;
  if ('format' in parameter) return isExistingDate(value) ? undefined : dateRule(value);
  if ('pattern' in parameter)
    return new RegExp(parameter.pattern, 'u').test(value) ? undefined : patternRule(parameter.pattern);
  const values = 'values' in parameter ? parameter.values : await codesOf(parameter.dictionary);
  return values.includes(value) ? undefined : inclusionRule([...values]);
}

/**
 * Bytes that are not UTF-8, such as KOI8-U, decode to U+FFFD: without this the caller would be told that nothing was
 * found, or be shown what was not asked for.
 */
function encodingMistake(query: string, name: string, value: string | undefined): InvalidRule | undefined {
  if (!value?.includes('\uFFFD')) return undefined;
  const isSound = query
    .split('&')
    .filter((pair) => new URLSearchParams(`?${pair}`).has(name))
    .every((pair) => isUtf8(percentDecode(pair)));
  return isSound ? undefined : patternRule(STORABLE_TEXT_PATTERN);
}

/** @param text of a request line, in which only ASCII comes this far */
function percentDecode(text: string): Buffer {
  const decoded = text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(decoded, 'latin1');
}

/** Page number and size of a query that `readQuery` accepted: defaults filled in, the size clamped to 300. */
export function pagingOf(query: Query): { page: number; pageSize: number } {
  const page = Math.min(Number(query.page ?? 1), Number.MAX_SAFE_INTEGER);
  return { page, pageSize: Math.min(Number(query.page_size ?? DEFAULT_PAGE_SIZE), MAX_PAGE_SIZE) };
}
