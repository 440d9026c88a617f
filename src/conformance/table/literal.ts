import { anyText, including, type Matcher } from '../compare.ts';

/**
 * `error` of the answers that SPEC.md fixes, transcribed from it: were they the product's own texts, a fault of the product
 * would be a fault of the kit.
 */
const MANIFEST = 'http://docs.apimanifest.apiary.io/#introduction/interacting-with-api';

export const MALFORMED = {
  type: 'request_malformed',
  message: 'Malformed request. Probably, you have sent corrupted JSON.',
  invalid: [{ entry_type: 'request', rules: [{ rule: 'json' }] }],
};
export const TOKEN_INVALID = { type: 'access_denied', message: 'Invalid access token' };
export const KEY_MISSING = { type: 'access_denied', message: 'Api key is not set' };
export const KEY_INVALID = { type: 'access_denied', message: 'Invalid api key' };
export const ROUTE_UNKNOWN = { type: 'not_found' };
export const METHOD_NOT_ALLOWED = { type: 'method_not_allowed' };
export const NOT_ACCEPTABLE = {
  type: 'content_type_invalid',
  message: "Accept header is missing or invalid. Try to set 'Accept: application/json' header.",
};
export const TOO_LARGE = { type: 'request_too_large', message: 'Request body is too large.' };
export const CHANGED_MEANWHILE = {
  type: 'precondition_failed',
  message: 'License was changed in the meantime',
};

/** 415, and the header that is the reason. */
export const contentTypeInvalid = (entry: 'Content-Type' | 'Content-Encoding') => ({
  type: 'content_type_invalid',
  message: `Invalid Content-Type header. Try to set 'Content-Type: application/json' header: ${MANIFEST}/content-type.`,
  invalid: [{ entry_type: 'header', entry }],
});

export const scopeMissing = (scopes: string) => ({
  type: 'forbidden',
  message: `Your scope does not allow to access this resource. Missing allowances: ${scopes}`,
});

export const notFound = (message: string) => ({ type: 'not_found', message });
export const conflict = (message: string) => ({ type: 'request_conflict', message });

/** 422 of a business rule: the text in both places. */
export const businessRefusal = (entry: string, message: string) => ({
  type: 'validation_failed',
  message,
  invalid: [
    {
      entry,
      entry_type: 'json_data_property',
      rules: [{ rule: 'invalid', params: [], description: message }],
    },
  ],
});

export type InvalidItem = { entry: string; entry_type: string; rules: unknown[] };

/** 422 of a schema. */
export const schemaError = (...invalid: readonly InvalidItem[]) => ({
  type: 'validation_failed',
  message: `Validation failed. You can find validators description at our API Manifest: ${MANIFEST}/errors.`,
  invalid,
});

export const ofBody = (entry: string, rule: unknown): InvalidItem => ({
  entry,
  entry_type: 'json_data_property',
  rules: [rule],
});
export const ofQuery = (entry: string, rule: unknown): InvalidItem => ({
  entry,
  entry_type: 'query_parameter',
  rules: [rule],
});

/** The rows of the schema-error table of SPEC 2. */
export const required = (property: string) => ({
  rule: 'required',
  description: `required property ${property} was not present`,
  raw_description: 'required property %{property} was not present',
  params: { property },
});
export const cast = (expected: string, actual: string) => ({
  rule: 'cast',
  description: `type mismatch. Expected ${expected} but got ${actual}`,
  raw_description: 'type mismatch. Expected %{expected} but got %{actual}',
  params: { expected, actual },
});
export const inclusion = (values: readonly string[]) => ({
  rule: 'inclusion',
  description: 'value is not allowed in enum',
  raw_description: 'value is not allowed in enum',
  params: { values },
});
export const additional = (name: string, value: unknown) => ({
  rule: 'schema',
  description: 'schema does not allow additional properties',
  raw_description: 'schema does not allow additional properties',
  params: { properties: { [name]: value } },
});
export const notADate = (actual: string) => ({
  rule: 'date',
  description: `expected "${actual}" to be a valid ISO 8601 date`,
  raw_description: 'expected "%{actual}" to be a valid ISO 8601 date',
  params: { pattern: anyText, actual },
});
export const noSuchDay = (actual: string) => ({
  rule: 'date',
  description: `expected "${actual}" to be an existing date`,
  raw_description: 'expected "%{actual}" to be an existing date',
  params: { actual },
});
export const tooShort = (min: number, actual: number) => ({
  rule: 'length',
  description: `expected value to have a minimum length of ${min} but was ${actual}`,
  raw_description: 'expected value to have a minimum length of %{min} but was %{actual}',
  params: { min, actual },
});
export const tooLong = (max: number, actual: number) => ({
  rule: 'length',
  description: `expected value to have a maximum length of ${max} but was ${actual}`,
  raw_description: 'expected value to have a maximum length of %{max} but was %{actual}',
  params: { max, actual },
});

/** SPEC.md does not fix the pattern, but that the description quotes it; beside it `params` may say more. */
export const format: Matcher = {
  says: 'rule `format`, whose description quotes params.pattern',
  matches(value) {
    const { pattern } = ((value as { params?: { pattern?: unknown } } | null)?.params ?? {}) as {
      pattern?: unknown;
    };
    const fixed = including({
      rule: 'format',
      description: `string does not match pattern "${pattern}"`,
      raw_description: 'string does not match pattern "%{pattern}"',
    });
    return typeof pattern === 'string' && fixed.matches(value);
  },
};

export const LICENSE_TYPES = ['MSP', 'PHARMACY', 'PHARMACY_DRUGS'];
