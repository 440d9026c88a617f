import type { ApiExample, ApiResponse } from '#api-document';
import type { Recorded } from './recorded.ts';
import { described, refTo, type Schemas } from './schemas.ts';
import type { Texts } from './texts.ts';

/** What methods have alike, by name: filled on the way. Beside it what all of them are described with. */
export type Components = {
  schemas: Schemas;
  responses: Record<string, ApiResponse>;
  examples: Record<string, ApiExample>;
  texts: Texts;
  recorded: Recorded;
};

const text = { type: 'string' };
const count = { type: 'integer' };
const countOrNull = { type: ['integer', 'null'] };

/** What methods answer with, whichever they are; the descriptions come from the texts. */
const COMMON_SCHEMAS: Schemas = {
  Meta: {
    type: 'object',
    required: ['code', 'url', 'type', 'request_id'],
    properties: {
      code: count,
      url: text,
      type: { type: 'string', enum: ['object', 'list'] },
      request_id: text,
      idempotency_key: text,
    },
  },
  Paging: {
    type: 'object',
    required: ['page_number', 'page_size', 'total_entries', 'total_pages'],
    properties: {
      page_number: count,
      page_size: count,
      total_entries: countOrNull,
      total_pages: countOrNull,
    },
  },
  ErrorEnvelope: {
    type: 'object',
    required: ['meta', 'error'],
    properties: { meta: refTo('Meta'), error: refTo('ErrorDetails') },
  },
  ErrorDetails: {
    type: 'object',
    required: ['type'],
    properties: { type: text, message: text, invalid: { type: 'array', items: refTo('Invalid') } },
  },
  Invalid: {
    type: 'object',
    required: ['entry_type'],
    properties: {
      entry: text,
      entry_type: { type: 'string', enum: ['json_data_property', 'query_parameter', 'header', 'request'] },
      rules: { type: 'array', items: refTo('InvalidRule') },
    },
  },
  InvalidRule: {
    type: 'object',
    required: ['rule'],
    properties: {
      rule: text,
      description: text,
      raw_description: text,
      params: { type: ['object', 'array'], items: {} },
    },
  },
  OAuthError: {
    type: 'object',
    required: ['error'],
    properties: { error: text, error_description: text },
  },
};

export function commonComponents(texts: Texts, recorded: Recorded): Components {
  const components: Components = { schemas: {}, responses: {}, examples: {}, texts, recorded };
  for (const [name, schema] of Object.entries(COMMON_SCHEMAS))
    components.schemas[name] = described(schema, name, '', components);
  return components;
}
