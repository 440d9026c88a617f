/**
 * The parts of `openapi/openapi.json` that the pages are made from: the standard ones as far as they are read, and what
 * the generator adds under `x-` names. Every `description` and `summary` of the document has its Ukrainian twin beside it,
 * `x-description-uk` and `x-summary-uk`.
 */
export type ApiDocument = {
  info: Described & { title: string; version: string; 'x-title-uk': string };
  servers: { url: string }[];
  tags: ApiTag[];
  paths: Record<string, Partial<Record<HttpMethod, Operation>>>;
  components: {
    schemas: Record<string, ApiSchema>;
    parameters: Record<string, ApiParameter>;
    responses: Record<string, ApiResponse>;
    headers: Record<string, Described & { schema: ApiSchema }>;
    examples: Record<string, ApiExample>;
  };
  /** Steps before the business rules, the same for every method and in this order. */
  'x-checks': ApiCheck[];
  /** The error catalogue: what `/docs/errors/<code>` shows. */
  'x-errors': ApiError[];
};

export type HttpMethod = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type Described = { description: string; 'x-description-uk': string };
/** `name` is English, and what operations name in `tags`; `x-methods`: their operationIds, in the order of the pages. */
export type ApiTag = Described & { name: string; 'x-name-uk': string; 'x-methods': string[] };
export type Reference = { $ref: string };

export type Operation = Described & {
  operationId: string;
  summary: string;
  'x-summary-uk': string;
  tags: string[];
  /** Section of SPEC.md, such as `4` or `11.2`. */
  'x-spec': string;
  'x-access': {
    /** Scopes with blanks between; empty: any token; null: no token is asked for. */
    scope: string | null;
    /** When an API key is asked for. `broker` without a token: a client that shows its id and secret calls. */
    apiKey: 'always' | 'broker' | 'never';
  };
  /** Business rules in their order, after `x-checks`. */
  'x-rules': ApiRule[];
  /** A call that succeeds, as a test made it. The body of its answer is the example of that response. */
  'x-exchange'?: Exchange;
  parameters: (ApiParameter | Reference)[];
  requestBody?: { required: boolean; content: Record<string, ApiContent> };
  responses: Record<string, ApiResponse | Reference>;
};

export type ApiRule = {
  id: string;
  /** Section and step of SPEC.md, such as `4.2 (8)`. */
  step: string;
  sentence: string;
  'x-sentence-uk': string;
  /** Code of its refusal in `x-errors`. */
  error: string;
  /** The place that a 422 names. */
  entry?: string;
};

/** `id`: api-key, token, scope, accept, body, schema, idempotency. `errors`: codes. */
export type ApiCheck = Omit<ApiRule, 'error' | 'entry'> & { errors: string[] };

export type ApiError = {
  code: string;
  status: number;
  type: string;
  /** Literal text with marks such as `<type>`; null: the answer has none. */
  message: string | null;
  cause: string;
  'x-cause-uk': string;
  remedy: string;
  'x-remedy-uk': string;
  group: string;
  'x-group-uk': string;
  /** operationIds of the methods that can answer so. */
  methods: string[];
  /** Rules (or checks) that refuse with it. */
  rules: string[];
  /** Headers, for example. */
  headers: Record<string, string>;
  /** The body of its answer: real where a test has met it, else made by the code that makes the real one. */
  example: unknown;
  /** The failing call, where a test has met it. The body of its answer is `example`. */
  'x-exchange'?: Exchange & { operationId: string };
};

/** One call as it was made and answered. Tokens and keys in it are those of the demo. */
export type Exchange = {
  request: { method: string; path: string; headers: Record<string, string>; body?: unknown };
  answer: { status: number; headers: Record<string, string>; body?: unknown };
};

export type ApiParameter = Described & {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: ApiSchema;
};
export type ApiContent = { schema: ApiSchema | Reference; examples?: Record<string, ApiExample | Reference> };
export type ApiExample = { summary: string; 'x-summary-uk'?: string; value: unknown };
export type ApiResponse = Described & {
  headers?: Record<string, (Described & { schema: ApiSchema }) | Reference>;
  content?: Record<string, ApiContent>;
};
/** A JSON Schema; its other keywords are read as they stand. */
export type ApiSchema = Partial<Described> & Record<string, unknown>;

/**
 * What stands between the text of a method and the table of its rules, which is there for viewers that do not know
 * `x-rules`: the pages cut a description off here, and make their own.
 */
export const BEFORE_RULES = {
  en: '\n\n### Rules, in this order\n\n',
  uk: '\n\n### Правила, у такому порядку\n\n',
} as const;
