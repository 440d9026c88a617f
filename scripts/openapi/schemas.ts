import type { ApiContent, ApiSchema, Reference } from '#api-document';
import { UUID_PATTERN } from '../../src/platform/json/validator.ts';
import type { Bilingual, Texts } from './texts.ts';

/** Named schemas of the document, filled on the way. */
export type Schemas = Record<string, ApiSchema>;
type Shelf = { schemas: Schemas; texts: Texts };

export const refTo = (name: string): Reference => ({ $ref: `#/components/schemas/${name}` });

export const describe = ({ en, uk }: Bilingual) => ({ description: en, 'x-description-uk': uk });

/**
 * A schema of a declaration as the document has it: described, and moved to `components` where it has a `title`, so that
 * clients get a type of that name.
 */
export function published(schema: unknown, shelf: Shelf): ApiSchema | Reference {
  const { title, ...rest } = schema as ApiSchema;
  if (rest.type === 'array') return { ...rest, items: published(rest.items, shelf) };
  if (typeof title !== 'string') return rest;
  const isNullable = Array.isArray(rest.type) && rest.type.includes('null');
  shelf.schemas[title] = described(isNullable ? { ...rest, type: 'object' } : rest, title, '', shelf);
  return isNullable ? { anyOf: [refTo(title), { type: 'null' }] } : refTo(title);
}

/** With a text for each property, at any depth. @param path of the object; empty: it is the named schema itself */
export function described(schema: ApiSchema, title: string, path: string, shelf: Shelf): ApiSchema {
  const { properties, items, additionalProperties, ...own } = withFormat(schema);
  const below = (inner: unknown) => described(inner as ApiSchema, title, path, shelf);
  return {
    ...own,
    ...(isObject(additionalProperties)
      ? { additionalProperties: below(additionalProperties) }
      : additionalProperties === undefined
        ? {}
        : { additionalProperties }),
    ...(isObject(items) ? { items: below(items) } : {}),
    ...(isObject(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, property]) => [
              name,
              describedProperty(property as ApiSchema, title, path === '' ? name : `${path}.${name}`, shelf),
            ]),
          ),
        }
      : {}),
  };
}

function describedProperty(property: ApiSchema, title: string, path: string, shelf: Shelf) {
  if (property.description !== undefined)
    throw new Error(
      `${title}.${path} is described where it is declared: openapi/texts/fields.json is the place`,
    );
  const inner =
    typeof property.title === 'string' ? published(property, shelf) : described(property, title, path, shelf);
  return { ...inner, ...describe(shelf.texts.field(title, path)) };
}

/** A uuid is told by its pattern at run time; `format` says so to generators of clients. */
export function withFormat({ pattern, ...schema }: ApiSchema): ApiSchema {
  if (pattern === UUID_PATTERN) return { ...schema, format: 'uuid' };
  return typeof pattern === 'string' && isPortable(pattern) ? { ...schema, pattern } : schema;
}

/** Classes of Unicode characters are read by few tools, and as something else by many: the description has them in words. */
const isPortable = (pattern: string) => !/\\[pu]/.test(pattern);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The envelope of a successful answer. */
export function envelopeOf(data: ApiSchema | Reference, isPaged: boolean): ApiSchema {
  return {
    type: 'object',
    required: ['meta', 'data', ...(isPaged ? ['paging'] : [])],
    properties: { meta: refTo('Meta'), data, ...(isPaged ? { paging: refTo('Paging') } : {}) },
  };
}

export function jsonContent(schema: ApiContent['schema'], examples: NonNullable<ApiContent['examples']>) {
  return {
    content: { 'application/json': { schema, ...(Object.keys(examples).length > 0 ? { examples } : {}) } },
  };
}
