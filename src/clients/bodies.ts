import { reasonBody } from '../audit/reason.ts';
import type { InvalidEntry, InvalidRule } from '../platform/errors/error-definition.ts';
import { lengthRule } from '../platform/json/schema-errors.ts';
import { typedSchema } from '../platform/json/typed-schema.ts';
import { isUuid } from '../platform/json/validator.ts';

/** Of what blocks and unblocks. */
export const reasonBodySchema = typedSchema(reasonBody);

/** Of what replaces a secret or a key. */
export const replacementBodySchema = typedSchema({
  title: 'ReplacementBody',
  type: 'object',
  additionalProperties: false,
  properties: {
    immediately: { type: 'boolean' },
  },
} as const);

/** The list that a property of a body is; empty where it is none, of which the schema speaks. */
export function listIn(body: unknown, property: string): readonly unknown[] {
  const value = (body as Record<string, unknown> | null | undefined)?.[property];
  return Array.isArray(value) ? value : [];
}

/** A list with more entries than there may be. */
export function lengthMistakes(body: unknown, property: string, max: number): InvalidEntry[] {
  const { length } = listIn(body, property);
  return length <= max ? [] : [invalidAt(`$.${property}`, lengthRule('max', 'maximum', max, length))];
}

export const invalidAt = (entry: string, rule: InvalidRule): InvalidEntry => ({
  entry,
  entry_type: 'json_data_property',
  rules: [rule],
});

/** The id in a path; null, which is the id of nothing, for what is no uuid. */
export const idFrom = (text: string): string | null => (isUuid(text) ? text.toLowerCase() : null);
