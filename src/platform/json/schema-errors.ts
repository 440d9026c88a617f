import type { ErrorObject } from 'ajv';
import type { InvalidEntry, InvalidRule } from '../errors/error-definition.ts';

/** Shape of a date; whether the day exists is asked apart, because the answer differs (SPEC 2, "format date"). */
export const DATE_PATTERN = '^\\d{4}-\\d{2}-\\d{2}$';
/** What a string may not hold anywhere: PostgreSQL stores neither NUL nor half of a surrogate pair. */
export const STORABLE_TEXT_PATTERN = '^[^\\u0000\\uD800-\\uDFFF]*$';
const MAX_QUOTED_CHARACTERS = 256;

/**
 * Ajv's errors as the `invalid` list of SPEC 2; `body` is the validated value, from which the paths are read.
 * @param limit how many at most
 */
export function renderSchemaErrors(errors: ErrorObject[], body: unknown, limit: number): InvalidEntry[] {
  return errors.slice(0, limit).map((error) => {
    const place = locate(body, error.instancePath);
    const [suffix, rule] = renderKeyword(error, place.value);
    return { entry: place.path + suffix, entry_type: 'json_data_property', rules: [rule] };
  });
}

/**
 * Strings and property names with NUL or a lone surrogate, anywhere in a body: rule `format` at their path.
 * @param limit how many at most
 */
export function findUnstorableText(body: unknown, limit: number): InvalidEntry[] {
  const found: InvalidEntry[] = [];
  collectUnstorableText(body, [], found, limit);
  return found;
}

/** @param trail names and numbers that lead to the value; made a path only where one is told, since a body may be wide */
function collectUnstorableText(
  value: unknown,
  trail: (string | number)[],
  found: InvalidEntry[],
  limit: number,
): void {
  if (found.length >= limit) return;
  if (typeof value === 'string') {
    if (!isStorable(value)) found.push(unstorable(trail));
  } else if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) inside(at, value[at]);
  } else if (value !== null && typeof value === 'object') {
    for (const name of Object.keys(value)) {
      if (found.length < limit && !isStorable(name)) found.push(unstorable([...trail, name]));
      inside(name, (value as Record<string, unknown>)[name]);
    }
  }

  function inside(step: string | number, item: unknown): void {
    if (typeof item === 'number' || typeof item === 'boolean') return;
    trail.push(step);
    collectUnstorableText(item, trail, found, limit);
    trail.pop();
  }
}

const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0');

function unstorable(trail: readonly (string | number)[]): InvalidEntry {
  const steps = trail.map((step) => (typeof step === 'number' ? `.[${step}]` : `.${quoted(step)}`));
  const entry = `$${steps.join('')}`;
  return { entry, entry_type: 'json_data_property', rules: [patternRule(STORABLE_TEXT_PATTERN)] };
}

/** One row of the keyword table of SPEC 2: what is appended to the path, and the rule. */
function renderKeyword(error: ErrorObject, value: unknown): [suffix: string, rule: InvalidRule] {
  const { keyword, params } = error;
  switch (keyword) {
    case 'required': {
      const property = params.missingProperty as string;
      return [
        `.${property}`,
        rule('required', 'required property %{property} was not present', { property }),
      ];
    }
    case 'type': {
      const types: string[] = [params.type].flat();
      const expected = types.find((type) => type !== 'null') ?? 'null';
      return ['', castRule(expected, jsonType(value))];
    }
    case 'enum':
      return ['', inclusionRule(params.allowedValues)];
    case 'additionalProperties': {
      const name = params.additionalProperty as string;
      const properties = Object.fromEntries([
        [quoted(name), quoted((value as Record<string, unknown>)[name])],
      ]);
      return [
        `.${quoted(name)}`,
        { ...rule('schema', 'schema does not allow additional properties'), params: { properties } },
      ];
    }
    case 'format':
      return ['', params.format === 'date' ? dateRule(value as string) : patternRule(error.schema as string)];
    case 'pattern':
      return ['', patternRule(params.pattern)];
    case 'minLength':
      return ['', lengthRule('min', 'minimum', params.limit, countCharacters(value as string))];
    case 'maxLength':
      return ['', lengthRule('max', 'maximum', params.limit, countCharacters(value as string))];
    default:
      // A schema uses a keyword that the specification's table does not know: a mistake of ours, found by the tests.
      throw new Error(`no rendering for schema keyword ${keyword}`);
  }
}

/** Rule `inclusion`: also how a dictionary check answers (SPEC 4.2, step 8). */
export function inclusionRule(values: unknown[]): InvalidRule {
  return { ...rule('inclusion', 'value is not allowed in enum'), params: { values } };
}

function castRule(expected: string, actual: string): InvalidRule {
  return rule('cast', 'type mismatch. Expected %{expected} but got %{actual}', { expected, actual });
}

/** @param format what the pattern means, where it has a name */
export function patternRule(pattern: string, format?: string): InvalidRule {
  const params = { pattern, ...(format === undefined ? {} : { format }) };
  return rule('format', 'string does not match pattern "%{pattern}"', params);
}

/** Rule `date`: a value that is not of the shape, or no such day. */
export function dateRule(value: string): InvalidRule {
  const actual = quoted(value) as string;
  return new RegExp(DATE_PATTERN).test(value)
    ? rule('date', 'expected "%{actual}" to be an existing date', { actual })
    : rule('date', 'expected "%{actual}" to be a valid ISO 8601 date', { pattern: DATE_PATTERN, actual });
}

/** Rule `length`: of a string in characters, of a search in words. */
export function lengthRule(name: 'min' | 'max', word: string, limit: number, actual: number): InvalidRule {
  const raw = `expected value to have a ${word} length of %{${name}} but was %{actual}`;
  return rule('length', raw, { [name]: limit, actual });
}

function rule(name: string, raw: string, params: Record<string, unknown> = {}): InvalidRule {
  const description = raw.replace(/%\{(\w+)\}/g, (_mark, key: string) => String(params[key]));
  return { rule: name, description, raw_description: raw, params };
}

function locate(body: unknown, pointer: string): { path: string; value: unknown } {
  let path = '$';
  let value = body;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    path += Array.isArray(value) ? `.[${name}]` : `.${quoted(name)}`;
    value = (value as Record<string, unknown>)[name];
  }
  return { path, value };
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/**
 * A value as an error may repeat it: at most 256 characters, whatever was sent, and never half of a surrogate pair,
 * which strict JSON readers refuse together with the whole answer.
 */
function quoted<T>(value: T): T | string {
  if (typeof value === 'string') return cut(value).toWellFormed();
  const text = JSON.stringify(value);
  return text.length <= MAX_QUOTED_CHARACTERS && !text.includes('\\ud') ? value : cut(text);
}

function cut(text: string): string {
  if (text.length <= MAX_QUOTED_CHARACTERS) return text;
  const characters = Array.from(text.slice(0, 2 * MAX_QUOTED_CHARACTERS));
  return characters.slice(0, MAX_QUOTED_CHARACTERS).join('');
}

/** Whole ones, not halves of surrogate pairs. */
export function countCharacters(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at++) {
    // Only of whole pairs the first half counts for nothing; by index, since a text may be as long as a body.
    if (isHighSurrogate(text.charCodeAt(at)) && isLowSurrogate(text.charCodeAt(at + 1))) pairs++;
  }
  return text.length - pairs;
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
