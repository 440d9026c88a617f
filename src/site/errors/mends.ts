/** The names of the two parts of a request that are no field and no header. */
export const ADDRESS = 'address';
export const BODY = 'body';

/**
 * Errors that are mended in the request itself, and by what of it: fields, headers, its address, or its body as a whole.
 * What else lies between the two calls, such as another clinic's token, explains nothing. All other errors are mended
 * elsewhere, so no call that passed stands beside theirs.
 */
export const MENDS: Readonly<Record<string, readonly string[]>> = {
  'malformed-request': [BODY],
  'access-token-invalid': ['Authorization'],
  'api-key-missing': ['API-key'],
  'api-key-invalid': ['API-key'],
  'scope-missing': ['Authorization'],
  'accept-invalid': ['Accept'],
  'request-too-large': ['what_licensed'],
  'content-type-invalid': ['Content-Type'],
  'form-type-invalid': ['Content-Type'],
  'content-encoding-invalid': ['Content-Encoding'],
  'schema-invalid': ['issued_by', 'issued_date', 'is_primary'],
  'license-only-additional': ['is_primary'],
  'license-issued-after-active': ['issued_date'],
  'license-active-after-expiry': ['expiry_date'],
  'license-expired': ['expiry_date'],
  'license-not-found': [ADDRESS],
  'license-only-additional-updated': [ADDRESS],
  'license-not-to-primary': ['is_primary'],
  'license-type-fixed': ['type'],
  'client-not-found': [ADDRESS],
  'client-blocks-itself': [ADDRESS],
  'client-unknown': ['consumer_id'],
  'connection-not-found': [ADDRESS],
  'former-secret-in-use': ['immediately'],
  'api-key-not-found': [ADDRESS],
  'token-not-found-by-id': [ADDRESS],
  'token-without-family': ['family'],
  'user-not-found': [ADDRESS],
  'user-email-taken': ['email'],
  'user-role-unknown': ['roles'],
  'user-legal-entity-unknown': ['roles'],
  'user-blocks-themselves': [ADDRESS],
  'user-keeps-operator': ['roles'],
  'dictionary-not-found': [ADDRESS],
  'dictionary-value-not-found': [ADDRESS],
  'dictionary-value-present': ['code'],
  'parameter-not-found': [ADDRESS],
  'webhook-not-found': [ADDRESS],
  'webhook-url-refused': ['url'],
};
