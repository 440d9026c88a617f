import type { ApiDocument, ApiSchema, Reference } from '#api-document';
import { resolved } from '#api-document';
import type { Language } from '../page.ts';

/** Texts with `code` in backticks. */
type Words = Record<Language, string>;

const TYPES: Record<string, Words> = {
  string: { uk: 'текст', en: 'text' },
  integer: { uk: 'ціле число', en: 'integer' },
  number: { uk: 'число', en: 'number' },
  boolean: { uk: '`true` або `false`', en: '`true` or `false`' },
  object: { uk: 'об’єкт', en: 'object' },
  array: { uk: 'список', en: 'list' },
  null: { uk: '`null`', en: '`null`' },
};

const FORMATS: Record<string, Words> = {
  date: { uk: 'дата `РРРР-ММ-ДД`', en: 'date `YYYY-MM-DD`' },
  'date-time': { uk: 'час за UTC, `РРРР-ММ-ДДTгг:хх:ссZ`', en: 'time in UTC, `YYYY-MM-DDThh:mm:ssZ`' },
  uuid: { uk: 'UUID', en: 'UUID' },
  uri: { uk: 'адреса (URL)', en: 'address (URL)' },
  email: { uk: 'адреса пошти', en: 'email address' },
};

const OR: Words = { uk: ' або ', en: ' or ' };
const ONE_OF: Words = { uk: 'одне з: ', en: 'one of: ' };
const ANYTHING: Words = { uk: 'будь-яке значення', en: 'any value' };

/** What may stand there, in words: `дата РРРР-ММ-ДД або null`. */
export function typeInWords(document: ApiDocument, given: ApiSchema | Reference, language: Language): string {
  const schema = resolved<ApiSchema>(document, given);
  if ('const' in schema) return `\`${JSON.stringify(schema.const)}\``;
  if (Array.isArray(schema.enum))
    return ONE_OF[language] + schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
  const variants = (schema.anyOf ?? schema.oneOf) as ApiSchema[] | undefined;
  if (variants)
    return [...new Set(variants.map((each) => typeInWords(document, each, language)))].join(OR[language]);
  if (schema.type === undefined) return ANYTHING[language];
  return [schema.type as string | string[]]
    .flat()
    .map((type) => ofType(document, schema, type, language))
    .join(OR[language]);
}

function ofType(document: ApiDocument, schema: ApiSchema, type: string, language: Language): string {
  const word = TYPES[type]?.[language] ?? type;
  if (type === 'string') return FORMATS[String(schema.format)]?.[language] ?? word;
  if (type !== 'array' || schema.items === undefined) return word;
  return `${word}: ${typeInWords(document, schema.items as ApiSchema, language)}`;
}

/** How each keyword that limits a value is said; those of one value are joined. */
const LIMITS: {
  keywords: [string, string?];
  said: Record<Language, (least: unknown, most: unknown) => string>;
}[] = [
  { keywords: ['minLength', 'maxLength'], said: { uk: range('довжина'), en: range('length') } },
  { keywords: ['minimum', 'maximum'], said: { uk: range(''), en: range('') } },
  { keywords: ['minItems', 'maxItems'], said: { uk: range('елементів:'), en: range('items:') } },
  { keywords: ['minProperties', 'maxProperties'], said: { uk: range('полів:'), en: range('fields:') } },
  { keywords: ['pattern'], said: { uk: (form) => `вигляд \`${form}\``, en: (form) => `form \`${form}\`` } },
  {
    keywords: ['default'],
    said: {
      uk: (value) => `якщо не вказано: \`${JSON.stringify(value)}\``,
      en: (value) => `unless given: \`${JSON.stringify(value)}\``,
    },
  },
];

function range(word: string): (least: unknown, most: unknown) => string {
  return (least, most) => {
    const bounds = most === undefined ? `≥ ${least}` : least === undefined ? `≤ ${most}` : `${least}–${most}`;
    return `${word} ${bounds}`.trim();
  };
}

/** `довжина 1–255`; empty without a limit. */
export function limitsInWords(
  document: ApiDocument,
  given: ApiSchema | Reference,
  language: Language,
): string {
  const schema = resolved<ApiSchema>(document, given);
  return LIMITS.filter(({ keywords }) =>
    keywords.some((name) => name !== undefined && schema[name] !== undefined),
  )
    .map(({ keywords: [least, most = ''], said }) => said[language](schema[least], schema[most]))
    .join('; ');
}
