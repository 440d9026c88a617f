import { typedSchema, type ValueOf } from '../../platform/json/typed-schema.ts';

/** What a comma-separated parameter can name, and a path can hold as it stands. */
const CODE_PATTERN = '^[A-Za-z0-9_-]{1,255}$';
const description = { type: 'string', minLength: 1, maxLength: 1000, pattern: '\\S' } as const;

export const newValueSchema = typedSchema({
  title: 'AddDictionaryValueBody',
  type: 'object',
  additionalProperties: false,
  required: ['code', 'description'],
  properties: { code: { type: 'string', pattern: CODE_PATTERN }, description },
});
export type NewValue = ValueOf<typeof newValueSchema>;

/** What is absent stays as it is. */
export const valueChangeSchema = typedSchema({
  title: 'ChangeDictionaryValueBody',
  type: 'object',
  additionalProperties: false,
  properties: {
    description,
    is_active: { type: 'boolean' },
  },
});
export type ValueChange = ValueOf<typeof valueChangeSchema>;
