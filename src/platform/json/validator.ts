import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import type { InvalidEntry } from '../errors/error-definition.ts';
import { DATE_PATTERN, findUnstorableText, renderSchemaErrors } from './schema-errors.ts';

/** Returns every schema error of a value, in the form of SPEC 2; empty when it is valid. The value is never changed. */
export type Validator = (value: unknown) => InvalidEntry[];

/** Any version: a uuid is an identifier here, whoever made it. Braces and `urn:` are not the wire form. */
export const UUID_PATTERN = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$';
const uuidShape = new RegExp(UUID_PATTERN);

export function isUuid(text: string): boolean {
  return uuidShape.test(text);
}

const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  strict: true,
  allowUnionTypes: true,
  coerceTypes: false,
  removeAdditional: false,
  useDefaults: false,
  // `pattern` and length count code points, as the specification does.
  unicodeRegExp: true,
  // The schemas are ours: `strict` judges them, and a test asks the meta-schema, which costs a start 40 ms.
  validateSchema: false,
  meta: false,
});
ajv.addFormat('date', isExistingDate);

/** More would let a small request buy a large answer. */
const MAX_REPORTED = 100;

/**
 * Compiles when it is first asked: a process compiles what it uses, not the schemas of every method at its start.
 * @param limit how many errors are told; a caller from the network gets no more than a hundred
 */
export function compileValidator(schema: AnySchema, limit = MAX_REPORTED): Validator {
  let compiled: ValidateFunction | undefined;
  return (value) => {
    compiled ??= ajv.compile(schema);
    const validate = compiled;
    const unstorable = findUnstorableText(value, limit);
    if (validate(value)) return unstorable;
    return [...renderSchemaErrors(validate.errors ?? [], value, limit), ...unstorable].slice(0, limit);
  };
}

const dateShape = new RegExp(DATE_PATTERN);

/** `YYYY-MM-DD` of a day that exists, years 0001–9999: exactly the dates that PostgreSQL stores and prints alike. */
export function isExistingDate(text: string): boolean {
  if (!dateShape.test(text) || text.startsWith('0000')) return false;
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(Number(text.slice(0, 4)), month);
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return leap ? 29 : 28;
}
