/** `error.type` of SPEC 2, and of the national failures of SPEC 11.2. */
export type ErrorType =
  | 'request_malformed'
  | 'access_denied'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'content_type_invalid'
  | 'request_conflict'
  | 'precondition_failed'
  | 'request_too_large'
  | 'validation_failed'
  | 'too_many_requests'
  | 'internal_error'
  | 'service_unavailable'
  | 'invalid_client'
  | 'invalid_grant'
  | 'token_not_found'
  | 'token_expired';

/** One entry of the error catalogue. Everything a caller may be told is here, and on the generated errors page. */
export type ErrorDefinition = {
  /** Stable name, the anchor of its documentation and the `error` field of the log line. */
  code: string;
  status: number;
  type: ErrorType;
  /** Literal text of the specification; `<name>` marks what is filled in; null where the answer carries none. */
  message: string | null;
  /** `error` of RFC 6749 where a method answers that way; absent: by status and type. */
  oauthError?: string;
  /** For the documentation: when it happens. */
  cause: string;
  /** For the documentation: what the caller changes. */
  remedy: string;
};

/** One entry of `error.invalid`. */
export type InvalidEntry = {
  entry?: string;
  entry_type: 'json_data_property' | 'query_parameter' | 'header' | 'request';
  rules?: InvalidRule[];
};
export type InvalidRule = {
  rule: string;
  description?: string;
  raw_description?: string;
  params?: Record<string, unknown> | unknown[];
};

/** An answer that is an error. Thrown anywhere below a route, rendered in one place (`error-handler.ts`). */
export class ApiError extends Error {
  readonly definition: ErrorDefinition;
  readonly invalid: InvalidEntry[] | undefined;
  readonly headers: Record<string, string>;
  /** For the request's line in the log alone. */
  readonly note: Readonly<Record<string, string>> | undefined;

  constructor(
    definition: ErrorDefinition,
    options: {
      values?: Record<string, string>;
      invalid?: InvalidEntry[];
      headers?: Record<string, string>;
      note?: Readonly<Record<string, string>>;
      cause?: unknown;
    } = {},
  ) {
    super(fill(definition.message, options.values) ?? definition.type, { cause: options.cause });
    this.definition = definition;
    this.invalid = options.invalid;
    this.headers = options.headers ?? {};
    this.note = options.note;
  }
}

/** The body's `error`, without what the definition leaves out. */
export function renderError(error: ApiError): Record<string, unknown> {
  return {
    type: error.definition.type,
    ...(error.definition.message === null ? {} : { message: error.message }),
    ...(error.invalid ? { invalid: error.invalid } : {}),
  };
}

/**
 * A broken business rule. A 422 names the property that broke it (SPEC 2, "422 business"); other statuses carry the text alone.
 * @param values what replaces `<name>` in the message
 */
export function businessError(
  definition: ErrorDefinition,
  options: { entry?: string; values?: Record<string, string> } = {},
): ApiError {
  const { entry, values = {} } = options;
  if (entry === undefined) return new ApiError(definition, { values });
  const description = fill(definition.message, values) as string;
  const rules = [{ rule: 'invalid', params: [], description }];
  return new ApiError(definition, { values, invalid: [{ entry, entry_type: 'json_data_property', rules }] });
}

function fill(message: string | null, values: Record<string, string> = {}): string | null {
  // A function as replacement: `$&` in a value must not be read as a pattern.
  return message === null ? null : message.replace(/<(\w+)>/g, (mark, name: string) => values[name] ?? mark);
}
