import { ApiError, type ErrorDefinition, type InvalidEntry, type InvalidRule } from './error-definition.ts';

const MANIFEST = 'http://docs.apimanifest.apiary.io/#introduction/interacting-with-api';
const CONTENT_TYPE_INVALID = `Invalid Content-Type header. Try to set 'Content-Type: application/json' header: ${MANIFEST}/content-type.`;

/** The errors that any route can answer: SPEC 2 (statuses and error bodies) and SPEC 3 (who may call). */
export const httpErrors = {
  malformed: {
    code: 'malformed-request',
    status: 400,
    type: 'request_malformed',
    message: 'Malformed request. Probably, you have sent corrupted JSON.',
    cause:
      'The body is empty, is not JSON, is not UTF-8, repeats a key within one object, or is nested deeper than 32 levels; the header `X-Warning` says which, and at which line and column. With rule `http`: the request itself is no HTTP/1.1, or came too slowly.',
    remedy:
      'Send one JSON document in UTF-8 (a byte order mark in front of it is ignored), each key once. UTF-16 and windows-1251 are not read.',
  },
  accessTokenInvalid: {
    code: 'access-token-invalid',
    status: 401,
    type: 'access_denied',
    message: 'Invalid access token',
    cause:
      'The `Authorization` header is missing or not `Bearer <token>`; the token is unknown, revoked or expired, or the consent behind it was taken back; its client, user or connection is blocked; or the client is a BROKER and the `API-key` header is missing or wrong. The answer never tells which.',
    remedy: 'Get a new token; a BROKER sends the `API-key` of its MIS as well.',
  },
  apiKeyMissing: {
    code: 'api-key-missing',
    status: 401,
    type: 'access_denied',
    message: 'Api key is not set',
    cause:
      'A method that always asks for an API key, such as those under `/api/admin/`, was called without the `API-key` header.',
    remedy: 'Send the `API-key` header with the key issued to your MIS.',
  },
  apiKeyInvalid: {
    code: 'api-key-invalid',
    status: 401,
    type: 'access_denied',
    message: 'Invalid api key',
    cause:
      'The `API-key` header of a method that always asks for it is unknown, revoked or expired, or its client is blocked; or it is the key of a public client, such as the console, beside a token that was not obtained through that client.',
    remedy: 'Check the key; if it is no longer good, ask the operator for a new one.',
  },
  scopeMissing: {
    code: 'scope-missing',
    status: 403,
    type: 'forbidden',
    message: 'Your scope does not allow to access this resource. Missing allowances: <scopes>',
    cause: 'The token is valid and lacks a scope that the method needs.',
    remedy:
      'Get a token with the scopes that the message names; a role of the person and the client must allow them.',
  },
  routeUnknown: {
    code: 'route-unknown',
    status: 404,
    type: 'not_found',
    message: null,
    cause:
      'No method of the API has this path. Paths are case-sensitive and have no trailing slash. An installation that asks for `X-Custom-PSK` answers the same to a request without one of its values.',
    remedy:
      'Compare the path with the documentation, letter by letter. If it is right, ask the operator whether `X-Custom-PSK` is needed.',
  },
  methodNotAllowed: {
    code: 'method-not-allowed',
    status: 405,
    type: 'method_not_allowed',
    message: null,
    cause: 'The path is known, but not with this HTTP method.',
    remedy: 'Use one of the methods in the `Allow` header.',
  },
  notAcceptable: {
    code: 'accept-invalid',
    status: 406,
    type: 'content_type_invalid',
    message: "Accept header is missing or invalid. Try to set 'Accept: application/json' header.",
    cause: 'The `Accept` header admits no JSON.',
    remedy: 'Send `Accept: application/json`, or no `Accept` header at all.',
  },
  bodyTooLarge: {
    code: 'request-too-large',
    status: 413,
    type: 'request_too_large',
    message: 'Request body is too large.',
    cause:
      'The body is longer than 1 MiB, or has more than 1 000 names of properties, or more than 1 000 objects, arrays and items of arrays.',
    remedy:
      'Send less at once. Files do not belong in a body: a contract file goes to the store through a link.',
  },
  contentTypeInvalid: {
    code: 'content-type-invalid',
    status: 415,
    type: 'content_type_invalid',
    message: CONTENT_TYPE_INVALID,
    cause: 'The `Content-Type` is not `application/json`, or names a charset other than UTF-8.',
    remedy: 'Send `Content-Type: application/json`.',
  },
  formTypeInvalid: {
    code: 'form-type-invalid',
    status: 415,
    type: 'content_type_invalid',
    message:
      "Invalid Content-Type header. Try to set 'Content-Type: application/x-www-form-urlencoded' header.",
    cause: 'The method takes a form and nothing else, as RFC 6749 and its family have it.',
    remedy: 'Send `Content-Type: application/x-www-form-urlencoded`.',
  },
  contentEncodingInvalid: {
    code: 'content-encoding-invalid',
    status: 415,
    type: 'content_type_invalid',
    message: CONTENT_TYPE_INVALID,
    cause:
      'The body has a `Content-Encoding`, such as gzip: no coding is undone here. `invalid` names the header.',
    remedy: 'Send the body as it is, without `Content-Encoding`.',
  },
  schemaInvalid: {
    code: 'schema-invalid',
    status: 422,
    type: 'validation_failed',
    message: `Validation failed. You can find validators description at our API Manifest: ${MANIFEST}/errors.`,
    cause: 'The request does not match the schema of the method. `invalid` names each place and rule.',
    remedy: 'Correct every place that `invalid` names, and repeat the request. Nothing was written.',
  },
  idempotencyKeyInvalid: {
    code: 'idempotency-key-invalid',
    status: 422,
    type: 'validation_failed',
    message: `Validation failed. You can find validators description at our API Manifest: ${MANIFEST}/errors.`,
    cause:
      '`X-Idempotency-Key` is not 1–255 visible ASCII characters, or it was used within 24 hours with another body.',
    remedy: 'Use a new key for a new body.',
  },
  idempotencyKeyInUse: {
    code: 'idempotency-key-in-use',
    status: 409,
    type: 'request_conflict',
    message: 'Request with the same X-Idempotency-Key is still being processed',
    cause: 'The first request with this key has not finished within two seconds.',
    remedy: 'Repeat the request with the same key a little later: you will get the first answer.',
  },
  tooManyRequests: {
    code: 'too-many-requests',
    status: 429,
    type: 'too_many_requests',
    message: 'API rate limit exceeded',
    cause: 'More requests came from your address in the window than `RATE_LIMIT_MAX` allows.',
    remedy:
      'Wait for the seconds that `Retry-After` gives. How many requests are left the headers `RateLimit-*` tell beforehand.',
  },
  internal: {
    code: 'internal-error',
    status: 500,
    type: 'internal_error',
    message: null,
    cause: 'A mistake of ours. The log holds the details under the request id.',
    remedy: 'Report `meta.request_id` to the operator.',
  },
  unavailable: {
    code: 'service-unavailable',
    status: 503,
    type: 'service_unavailable',
    message: null,
    cause:
      'The database or the store is away, no standby has confirmed a write, the service is overloaded or shutting down.',
    remedy:
      'Repeat after the seconds that `Retry-After` gives; with an `X-Idempotency-Key` the repetition is safe even if the first attempt was carried out.',
  },
} satisfies Record<string, ErrorDefinition>;

/** 401 for anything wrong with the token: always the same bytes, so that nobody learns which tokens exist. */
export const accessTokenInvalid = (why?: string): ApiError =>
  new ApiError(httpErrors.accessTokenInvalid, {
    headers: { 'www-authenticate': 'Bearer' },
    ...(why === undefined ? {} : { note: { token_refused: why } }),
  });

export const schemaInvalid = (invalid: InvalidEntry[]): ApiError =>
  new ApiError(httpErrors.schemaInvalid, { invalid });

/**
 * @param rule what the request breaks: the grammar of its body, or that of HTTP itself
 * @param warning what exactly, for the header: the body of the answer is literal
 * @param details for a method whose answers are not
 */
export const malformed = (
  rule: 'json' | 'form' | 'http' = 'json',
  warning?: string,
  details: Omit<InvalidRule, 'rule'> = {},
): ApiError =>
  new ApiError(httpErrors.malformed, {
    invalid: [{ entry_type: 'request', rules: [{ rule, ...details }] }],
    ...(warning === undefined ? {} : { headers: { 'x-warning': warning } }),
  });

export const contentTypeInvalid = (): ApiError =>
  new ApiError(httpErrors.contentTypeInvalid, {
    invalid: [{ entry_type: 'header', entry: 'Content-Type' }],
  });

/** Where only a form is taken. */
export const formTypeInvalid = (): ApiError =>
  new ApiError(httpErrors.formTypeInvalid, {
    invalid: [{ entry_type: 'header', entry: 'Content-Type' }],
  });

/** `Accept-Encoding` says what would be taken (RFC 9110, 12.5.3). */
export const contentEncodingInvalid = (): ApiError =>
  new ApiError(httpErrors.contentEncodingInvalid, {
    invalid: [{ entry_type: 'header', entry: 'Content-Encoding' }],
    headers: { 'accept-encoding': 'identity' },
  });

export const unavailable = (cause: unknown): ApiError =>
  new ApiError(httpErrors.unavailable, { headers: { 'retry-after': '1' }, cause });
