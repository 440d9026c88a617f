/** Stands in an expected value where SPEC.md fixes a kind of value and not the value. */
export type Matcher = { says: string; matches(value: unknown): boolean };

const isMatcher = (value: unknown): value is Matcher =>
  typeof value === 'object' && value !== null && 'says' in value && 'matches' in value;

export const like = (pattern: RegExp): Matcher => ({
  says: `text like ${pattern.source}`,
  matches: (value) => typeof value === 'string' && pattern.test(value),
});
export const anyText: Matcher = { says: 'any text', matches: (value) => typeof value === 'string' };
export const uuid = like(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i);
export const timestamp = like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
export const emptyList: Matcher = {
  says: 'an empty list',
  matches: (value) => Array.isArray(value) && value.length === 0,
};
/** An object that has these keys, among others. */
export const including = (part: Readonly<Record<string, unknown>>): Matcher => ({
  says: `an object with ${JSON.stringify(part)}`,
  matches: (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(part).every(
      ([key, each]) => Object.hasOwn(value, key) && differences(each, (value as never)[key]).length === 0,
    ),
});

/** A difference, and where: `$.invalid.[0].entry: expected "$.type" but got "$.id"`. */
export function differences(expected: unknown, actual: unknown, at = '$'): string[] {
  if (isMatcher(expected))
    return expected.matches(actual) ? [] : [`${at}: expected ${expected.says} but got ${shown(actual)}`];
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (expected.length !== actual.length)
      return [`${at}: expected ${expected.length} items but got ${actual.length}: ${shown(actual)}`];
    return expected.flatMap((each, index) => differences(each, actual[index], `${at}.[${index}]`));
  }
  if (isObject(expected) && isObject(actual)) return objectDifferences(expected, actual, at);
  return Object.is(expected, actual) ? [] : [`${at}: expected ${shown(expected)} but got ${shown(actual)}`];
}

function objectDifferences(
  expected: Record<string, unknown>,
  actual: Record<string, unknown>,
  at: string,
): string[] {
  const extra = Object.keys(actual).filter((key) => !Object.hasOwn(expected, key));
  return [
    ...Object.entries(expected).flatMap(([key, each]) =>
      Object.hasOwn(actual, key)
        ? differences(each, actual[key], `${at}.${key}`)
        : [`${at}.${key}: expected ${shown(each)} but it is not there`],
    ),
    ...extra.map((key) => `${at}.${key}: is there and should not be: ${shown(actual[key])}`),
  ];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of a value that somebody else sent: as much as a line can hold. */
const MAX_SHOWN_CHARACTERS = 300;

function shown(value: unknown): string {
  if (isMatcher(value)) return value.says;
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
}
