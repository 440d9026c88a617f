import { STORABLE_TEXT_PATTERN } from '../platform/json/schema-errors.ts';
import type { SchemaOf } from '../platform/json/typed-schema.ts';

const TEXT = { type: 'string', pattern: STORABLE_TEXT_PATTERN };

/** A form with these fields and no others, each a text that can be stored, sent once or not at all. */
export const formOf = <const Name extends string>(
  ...names: Name[]
): SchemaOf<Partial<Record<Name, string>>> => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(names.map((name) => [name, TEXT])),
});
