import { errorCatalogue } from '../../src/start/error-catalogue.ts';

type Json = Record<string, unknown>;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const metaProperties = {
  code: { type: 'integer', description: 'The HTTP status.' },
  url: { type: 'string', description: 'Scheme, host and path of the request, without its query.' },
  type: { enum: ['object', 'list'], description: '`list` exactly when `data` is an array.' },
  request_id: { type: 'string' },
  idempotency_key: { type: 'string', description: 'The X-Idempotency-Key of the request, if it sent one.' },
};

/** Schemas that every method shares. */
export const SCHEMAS: Json = {
  Meta: {
    type: 'object',
    required: ['code', 'url', 'type', 'request_id'],
    properties: metaProperties,
  },
  ErrorEnvelope: {
    type: 'object',
    required: ['meta', 'error'],
    properties: { meta: ref('Meta'), error: ref('Error') },
  },
  Error: {
    type: 'object',
    required: ['type'],
    properties: {
      type: { enum: [...new Set(errorCatalogue.map((error) => error.type))] },
      message: { type: 'string', description: 'A literal text; some errors have none.' },
      invalid: { type: 'array', items: ref('Invalid') },
    },
  },
  OAuthError: {
    type: 'object',
    description: 'RFC 6749, 5.2.',
    required: ['error'],
    properties: { error: { type: 'string' }, error_description: { type: 'string' } },
  },
  Invalid: {
    type: 'object',
    required: ['entry_type'],
    properties: {
      entry: { type: 'string', description: 'JSON path such as `$.issued_by`, or the name of a header.' },
      entry_type: { enum: ['json_data_property', 'query_parameter', 'header', 'request'] },
      rules: { type: 'array', items: ref('InvalidRule') },
    },
  },
  InvalidRule: {
    type: 'object',
    required: ['rule'],
    properties: {
      rule: { type: 'string' },
      description: { type: 'string' },
      raw_description: { type: 'string', description: 'The description before `params` were filled in.' },
      params: { type: ['object', 'array'] },
    },
  },
  Paging: {
    type: 'object',
    required: ['page_number', 'page_size', 'total_entries', 'total_pages'],
    properties: {
      page_number: { type: 'integer' },
      page_size: { type: 'integer' },
      total_entries: { type: ['integer', 'null'], description: 'null where the source cannot count.' },
      total_pages: { type: ['integer', 'null'] },
    },
  },
};

/** The envelope of a successful answer. */
export function envelopeOf(data: Json, isPaged: boolean): Json {
  return {
    type: 'object',
    required: ['meta', 'data', ...(isPaged ? ['paging'] : [])],
    properties: { meta: ref('Meta'), data, ...(isPaged ? { paging: ref('Paging') } : {}) },
  };
}

const DESCRIPTIONS: Record<string, string> = {
  'retry-after': 'Seconds to wait before repeating the request.',
  'www-authenticate': '`Bearer`; where a client shows itself, `Basic`.',
  'ratelimit-limit': 'Requests that an address may make in the window.',
  'ratelimit-remaining': 'How many of them are left.',
  'ratelimit-reset': 'Seconds until the window ends.',
};

/** Headers of an error's answer, besides those of its content. */
export function errorHeaders(names: string[]): Json {
  const header = (name: string) => [
    name,
    { description: DESCRIPTIONS[name] ?? name, schema: { type: 'string' } },
  ];
  const own = [...new Set(names)].map(header);
  return Object.fromEntries([
    ['x-request-id', { description: 'As in meta.', schema: { type: 'string' } }],
    ...own,
  ]);
}
