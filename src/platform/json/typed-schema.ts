import type { AnySchema } from 'ajv';
import type { FromSchema, JSONSchema } from 'json-schema-to-ts';

declare const VALUE: unique symbol;

/** Marks a JSON Schema with the type of the values that pass it. */
type TypedSchema<Value> = { readonly [VALUE]?: Value };
export type SchemaOf<Value> = AnySchema & TypedSchema<Value>;
export type ValueOf<Schema> = Schema extends TypedSchema<infer Value> ? Value : never;

/** The schema itself. The type is worked out here, once, and not wherever the schema is used. */
export function typedSchema<const Schema extends JSONSchema>(
  schema: Schema,
): Schema & TypedSchema<FromSchema<Schema>> {
  return schema as Schema & TypedSchema<FromSchema<Schema>>;
}

/** An object with exactly these properties. */
export function exactObject<const Properties extends Record<string, JSONSchema>>(properties: Properties) {
  const required = Object.keys(properties) as (keyof Properties & string)[];
  return { type: 'object', additionalProperties: false, required, properties } as const;
}
