import { type HtmlPart, html } from '../../platform/html/html.ts';
import type { ApiDocument, ApiParameter } from '../document.ts';
import type { Language } from '../page.ts';
import { table } from '../table.ts';
import { type Field, fieldsOf } from './fields.ts';
import { type PageSection, prose } from './markup.ts';
import { type Method, resolved } from './resolve.ts';
import { limitsInWords, typeInWords } from './schema-words.ts';
import { WORDS } from './words.ts';

/** The fields of the body; those of a form alone where the method takes no JSON. */
export function bodySection(
  document: ApiDocument,
  { operation }: Method,
  language: Language,
): PageSection | false {
  const [content] = Object.values(operation.requestBody?.content ?? {});
  if (content === undefined) return false;
  const { body, field, type } = WORDS[language];
  const fields = fieldsOf(document, content.schema, language);
  if (fields.length === 0) return false;
  return {
    id: 'body',
    title: body,
    body: fieldTable(body, [field, type], fields, language),
    text: textOf(fields),
  };
}

export function parametersSection(
  document: ApiDocument,
  { operation }: Method,
  language: Language,
): PageSection | false {
  const words = WORDS[language];
  const fields = operation.parameters.map((given): Field => {
    const parameter = resolved<ApiParameter>(document, given);
    const { name, required = false, schema } = parameter;
    return {
      name,
      required,
      place: words.in[parameter.in],
      type: typeInWords(document, schema, language),
      limits: limitsInWords(document, schema, language),
      meaning: language === 'uk' ? parameter['x-description-uk'] : parameter.description,
    };
  });
  if (fields.length === 0) return false;
  const { parameters, name, type } = words;
  return {
    id: 'parameters',
    title: parameters,
    body: fieldTable(parameters, [name, type], fields, language),
    text: textOf(fields),
  };
}

/** @param columns the first two; the third is the meaning */
export function fieldTable(label: string, columns: string[], fields: Field[], language: Language): HtmlPart {
  const { required, meaning } = WORDS[language];
  return table(
    label,
    [...columns, meaning],
    fields.map((field) => ({
      cells: [
        html`<code>${field.name}</code>${[field.place, field.required && required].map((mark) => mark && html` <small>${mark}</small>`)}`,
        html`${prose(field.type)}${field.limits !== '' && html` <small>${prose(field.limits)}</small>`}`,
        prose(field.meaning),
      ],
    })),
  );
}

export const textOf = (fields: Field[]): string =>
  fields.map(({ name, meaning }) => `${name} ${meaning}`).join('\n');
