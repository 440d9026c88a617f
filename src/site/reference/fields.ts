import type { ApiDocument, ApiSchema, Reference } from '#api-document';
import { resolved } from '#api-document';
import type { Language } from '../page.ts';
import { limitsInWords, typeInWords } from './schema-words.ts';

/** A row of a table of fields; texts have `code` in backticks. */
export type Field = {
  /** With dots where it lies in another; items of a list have no index. */
  name: string;
  required: boolean;
  /** Where a parameter is sent, in words. */
  place?: string | undefined;
  type: string;
  limits: string;
  meaning: string;
};

/** Deeper fields are part of what their parent says: nobody reads a table of them. */
const DEEPEST = 3;

/** The fields of an object or of the items of a list, those of nested objects after their parent. */
export function fieldsOf(
  document: ApiDocument,
  given: ApiSchema | Reference,
  language: Language,
  prefix = '',
): Field[] {
  if (prefix.split('.').length > DEEPEST) return [];
  const schema = objectIn(document, given);
  const required = new Set((schema?.required as string[] | undefined) ?? []);
  const properties = (schema?.properties as Record<string, ApiSchema | Reference> | undefined) ?? {};
  return Object.entries(properties).flatMap(([property, value]) => {
    const name = `${prefix}${property}`;
    const { description = '', 'x-description-uk': ukrainian = '' } = resolved<ApiSchema>(document, value);
    return [
      {
        name,
        required: required.has(property),
        type: typeInWords(document, value, language),
        limits: limitsInWords(document, value, language),
        meaning: language === 'uk' ? ukrainian : description,
      },
      ...fieldsOf(document, value, language, `${name}.`),
    ];
  });
}

/** The object that a schema is, or lists, or admits beside null. */
function objectIn(document: ApiDocument, given: ApiSchema | Reference): ApiSchema | undefined {
  const schema = resolved<ApiSchema>(document, given);
  if (schema.properties !== undefined) return schema;
  if (schema.items !== undefined) return objectIn(document, schema.items as ApiSchema);
  const variants = ((schema.anyOf ?? schema.oneOf ?? []) as ApiSchema[]).map((each) =>
    objectIn(document, each),
  );
  return variants.find((each) => each !== undefined);
}
