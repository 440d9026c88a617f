import type { FromSchema, JSONSchema } from 'json-schema-to-ts';

declare const VALUE: unique symbol;

/** A JSON Schema that knows the type of the values that pass it. */
export type TypedSchema<Value> = { readonly [VALUE]?: Value };
export type ValueOf<Schema> = Schema extends TypedSchema<infer Value> ? Value : never;

/** The schema itself. The type is worked out here, once, and not wherever the schema is used. */
export function typedSchema<const Schema extends JSONSchema>(
  schema: Schema,
): Schema & TypedSchema<FromSchema<Schema>> {
  return schema as Schema & TypedSchema<FromSchema<Schema>>;
}
