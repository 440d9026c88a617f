import { exactObject } from '../platform/json/typed-schema.ts';

const labels = { type: 'array', items: { type: 'string' } } as const;

/** Data of `GET /api/dictionaries`. */
export const dictionariesSchema = {
  type: 'array',
  items: {
    title: 'Dictionary',
    ...exactObject({
      name: { type: 'string' },
      values: { type: 'object', additionalProperties: { type: 'string' } },
      labels,
      is_active: { type: 'boolean' },
    }),
  },
} as const;

const value = exactObject({
  code: { type: 'string' },
  description: { type: 'string' },
  is_active: { type: 'boolean' },
  child_values: { type: 'array', items: { type: 'object' } },
});

/** A value as the administration shows it. */
export const dictionaryValueSchema = {
  title: 'DictionaryValue',
  ...exactObject({
    code: { type: 'string' },
    description: { type: 'string' },
    is_active: { type: 'boolean' },
  }),
} as const;

/** Data of `GET /api/v2/dictionaries`. */
export const dictionariesV2Schema = {
  type: 'array',
  items: {
    title: 'DictionaryWithValues',
    ...exactObject({
      name: { type: 'string' },
      description: { type: 'string' },
      values: { type: 'array', items: value },
      labels,
      is_active: { type: 'boolean' },
    }),
  },
} as const;
