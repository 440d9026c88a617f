import type { InvalidEntry, InvalidRule } from '../platform/errors/error-definition.ts';
import { isPercentEncodedUtf8 } from '../platform/http/percent-encoding.ts';
import {
  dateRule,
  inclusionRule,
  lengthRule,
  patternRule,
  STORABLE_TEXT_PATTERN,
} from '../platform/json/schema-errors.ts';
import { isExistingDate, UUID_PATTERN } from '../platform/json/validator.ts';
import { nearestName } from '../platform/nearest-name.ts';
import type { PageRequest } from '../platform/paging.ts';
import { MAX_SEARCH_WORDS, searchWords } from './search-words.ts';

/**
 * How one query parameter is read; anything that does not match is a 422. Unknown parameters are ignored. `as` is what the
 * handler gets in place of the text, which has passed the check by then; `means` is the pattern in words. `byDefault` is for the
 * published documentation.
 */
export type QueryParameter = { required?: true } & (
  | { pattern: string; means: string; as?: 'words' }
  | { pattern: string; means: string; as: 'number'; byDefault: number }
  | { values: readonly string[]; as?: 'boolean' }
  /** Any value of this dictionary, active or not. */
  | { dictionary: string }
  /** A day, or a moment in UTC. */
  | { format: 'date' | 'date-time' }
);
export type QuerySchema = Readonly<Record<string, QueryParameter>>;
/** The codes of a dictionary; empty when there is no such dictionary. */
export type DictionaryCodes = (dictionary: string) => Promise<readonly string[]>;

export const TEXT_PARAMETER = {
  pattern: STORABLE_TEXT_PATTERN,
  means: 'text in UTF-8, without NUL',
} as const;
export const UUID_PARAMETER = { pattern: UUID_PATTERN, means: 'uuid' } as const;

export const BOOLEAN_PARAMETER = { values: ['true', 'false'], as: 'boolean' } as const;

/** At most 255 characters without NUL, at least one of them a letter or digit: there must be a word to look for. */
const SEARCH_PATTERN = '^(?=[^\\u0000]{1,255}$)[^\\p{L}\\p{Nd}]*[\\p{L}\\p{Nd}]';
/** A search by words; the handler gets those that say something, with a blank between them. */
export const SEARCH_PARAMETER = {
  pattern: SEARCH_PATTERN,
  means: 'up to 255 characters in UTF-8, a letter or digit among them',
  as: 'words',
} as const;

/** SPEC 2, paging: positive integers. */
const POSITIVE_INTEGER = { pattern: '^0*[1-9][0-9]*$', means: 'positive integer', as: 'number' } as const;
const DEFAULT_PAGE_SIZE = 50;
export const PAGING_PARAMETERS = {
  page: { ...POSITIVE_INTEGER, byDefault: 1 },
  page_size: { ...POSITIVE_INTEGER, byDefault: DEFAULT_PAGE_SIZE },
} as const;
const MAX_PAGE_SIZE = 300;

type ValueOf<P> = P extends { as: 'number' }
  ? number
  : P extends { as: 'boolean' }
    ? boolean
    : P extends { values: readonly (infer Value)[] }
      ? Value
      : string;
/** What a handler gets of the parameters of a schema; those that are not required may be undefined. */
export type QueryValues<Schema extends QuerySchema> = {
  readonly [Name in keyof Schema]:
    | ValueOf<Schema[Name]>
    | (Schema[Name] extends { required: true } ? never : undefined);
};

/**
 * Reads the known parameters of a request's query, exactly once each.
 * @param anyOf at least one of these has to be there
 * @returns the values as declared, those that were not sent undefined, and every mistake in the form of SPEC 2
 */
export async function readQuery(
  url: string,
  schema: QuerySchema,
  codesOf: DictionaryCodes,
  anyOf: readonly string[] = [],
): Promise<{ query: Record<string, unknown>; invalid: InvalidEntry[] }> {
  const at = url.indexOf('?');
  const text = at === -1 ? '' : url.slice(at + 1);
  const sent = new URLSearchParams(`?${text}`); // which takes one `?` away, and only one
  const query: Record<string, unknown> = {};
  const invalid: InvalidEntry[] = [];
  for (const [name, parameter] of Object.entries(schema)) {
    const values = sent.getAll(name);
    const rule =
      occurrenceMistake(name, parameter, values) ??
      (await valueMistake(parameter, values[0], codesOf)) ??
      encodingMistake(text, sent, name);
    if (rule) invalid.push({ entry: `$.${name}`, entry_type: 'query_parameter', rules: [rule] });
    else if (values[0] !== undefined) query[name] = convert(parameter, values[0]);
  }
  if (anyOf.length > 0 && !anyOf.some((name) => sent.has(name))) invalid.push(...anyOf.map(missingOneOf));
  return { query, invalid };
}

function missingOneOf(name: string, _at: number, names: readonly string[]): InvalidEntry {
  const description = `at least one of ${names.join(', ')} is required`;
  const rules = [{ rule: 'required', description, params: { property: name } }];
  return { entry: `$.${name}`, entry_type: 'query_parameter', rules };
}

/** As many names of a query as are compared, and slips of the pen as a request is told of. */
const MAX_COMPARED = 20;
const MAX_WARNINGS = 3;

/** What unknown parameters were perhaps meant to be, for a header: ignored they are all the same (SPEC 5). */
export function unknownParameterWarning(url: string, schema: QuerySchema): string | undefined {
  const at = url.indexOf('?');
  if (at === -1) return undefined;
  const known = Object.keys(schema);
  const names = [...new Set(new URLSearchParams(url.slice(at)).keys())].slice(0, MAX_COMPARED);
  const warnings = names
    .filter((name) => !known.includes(name) && /^[\w.-]+$/.test(name))
    .flatMap((name) => {
      const nearest = nearestName(name, known);
      return nearest === undefined ? [] : [`unknown query parameter ${name}: did you mean ${nearest}?`];
    })
    .slice(0, MAX_WARNINGS);
  return warnings.length === 0 ? undefined : warnings.join(' ');
}

function convert(parameter: QueryParameter, value: string): string | number | boolean {
  const { as } = parameter as { as?: 'number' | 'boolean' | 'words' };
  if (as === 'number') return Number(value);
  if (as === 'words') return searchWords(value).join(' ');
  return as === 'boolean' ? value === 'true' : value;
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
  if ('format' in parameter) return timeMistake(parameter.format, value);
  if ('pattern' in parameter) return patternMistake(parameter, value);
  const values = 'values' in parameter ? parameter.values : await codesOf(parameter.dictionary);
  return values.includes(value) ? undefined : inclusionRule([...values]);
}

/** As SPEC 2 writes timestamps, to the microsecond at most. */
const TIMESTAMP_PATTERN = '^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,6})?Z$';

function timeMistake(format: 'date' | 'date-time', value: string): InvalidRule | undefined {
  const day = format === 'date' ? value : value.slice(0, 10);
  if (format === 'date-time' && !new RegExp(TIMESTAMP_PATTERN).test(value))
    return patternRule(TIMESTAMP_PATTERN, 'timestamp in UTC');
  return isExistingDate(day) ? undefined : dateRule(day);
}

function patternMistake(
  { pattern, means, as }: { pattern: string; means: string; as?: 'number' | 'words' },
  value: string,
): InvalidRule | undefined {
  if (!new RegExp(pattern, 'u').test(value)) return patternRule(pattern, means);
  const words = as === 'words' ? searchWords(value).length : 0;
  return words > MAX_SEARCH_WORDS ? lengthRule('max', 'maximum', MAX_SEARCH_WORDS, words) : undefined;
}

/**
 * Bytes that are not UTF-8, such as KOI8-U, decode to U+FFFD: without this the caller would be told that nothing was
 * found, or be shown what was not asked for.
 */
function encodingMistake(query: string, sent: URLSearchParams, name: string): InvalidRule | undefined {
  if (!sent.get(name)?.includes('\uFFFD')) return undefined;
  // Both leave out what has neither name nor value, so the pair has the place of its name.
  const pair = query.split('&').filter((each) => each !== '')[[...sent.keys()].indexOf(name)];
  return isPercentEncodedUtf8(pair as string)
    ? undefined
    : patternRule(STORABLE_TEXT_PATTERN, TEXT_PARAMETER.means);
}

/** Page number and size of a query that `readQuery` accepted: defaults filled in, the size clamped to 300. */
export function pagingOf({ page = 1, page_size = DEFAULT_PAGE_SIZE }: PagingQuery): PageRequest {
  return { page: Math.min(page, Number.MAX_SAFE_INTEGER), pageSize: Math.min(page_size, MAX_PAGE_SIZE) };
}
type PagingQuery = { readonly page?: number | undefined; readonly page_size?: number | undefined };
