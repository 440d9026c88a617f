import type { ApiDocument, ApiParameter } from '#api-document';
import { type Method, resolved } from '#api-document';
import { type HtmlPart, html } from '../../platform/html/html.ts';
import type { Language } from '../page.ts';
import { table } from '../table.ts';
import { breakable } from '../typography.ts';
import { type Field, fieldsOf } from './fields.ts';
import { type PageSection, prose } from './markup.ts';
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
  const { body, field, type, required } = WORDS[language];
  const fields = fieldsOf(document, content.schema, language);
  if (fields.length === 0) return false;
  return {
    id: 'body',
    title: body,
    body: fieldTable(body, [field, type], fields, { language, marks: { required } }),
    text: textOf(fields),
  };
}

/** What stands in the address. */
export function parametersSection(
  document: ApiDocument,
  method: Method,
  language: Language,
): PageSection | false {
  const { parameters, name } = WORDS[language];
  return sentSection(document, method, language, {
    id: 'parameters',
    title: parameters,
    column: name,
    isShown: (parameter) => parameter.in !== 'header',
  });
}

/** Headers besides those of who calls. */
export function headersSection(
  document: ApiDocument,
  method: Method,
  language: Language,
): PageSection | false {
  const { headers, header } = WORDS[language];
  return sentSection(document, method, language, {
    id: 'headers',
    title: headers,
    column: header,
    isShown: (parameter) => parameter.in === 'header',
  });
}

function sentSection(
  document: ApiDocument,
  { operation }: Method,
  language: Language,
  section: { id: string; title: string; column: string; isShown(parameter: ApiParameter): boolean },
): PageSection | false {
  const words = WORDS[language];
  const fields = operation.parameters
    .map((given) => resolved<ApiParameter>(document, given))
    .filter(section.isShown)
    .map(
      (parameter): Field => ({
        name: parameter.name,
        required: parameter.required ?? false,
        place: parameter.in === 'header' ? undefined : words.in[parameter.in],
        type: typeInWords(document, parameter.schema, language),
        limits: limitsInWords(document, parameter.schema, language),
        meaning: language === 'uk' ? parameter['x-description-uk'] : parameter.description,
      }),
    );
  if (fields.length === 0) return false;
  const { id, title, column } = section;
  return {
    id,
    title,
    body: fieldTable(title, [column, words.type], fields, {
      language,
      marks: { required: words.required },
    }),
    text: textOf(fields),
  };
}

/**
 * @param columns the first two; the third is the meaning
 * @param marks what is said of a field that has to be there, and of one that may be absent
 */
export function fieldTable(
  label: string,
  columns: string[],
  fields: Field[],
  { language, marks }: { language: Language; marks: { required?: string; optional?: string } },
): HtmlPart {
  const rows = fields.map((field) => {
    const said = [field.place, field.required ? marks.required : marks.optional];
    return {
      cells: [
        html`<code>${breakable(field.name)}</code>${said.map((each) => each && html` <small>${each}</small>`)}`,
        html`${prose(field.type)}${field.limits !== '' && html` <small>${prose(field.limits)}</small>`}`,
        prose(field.meaning),
      ],
    };
  });
  return html`<div class="fields">${table(label, [...columns, WORDS[language].meaning], rows)}</div>`;
}

export const textOf = (fields: Field[]): string =>
  fields.map(({ name, meaning }) => `${name} ${meaning}`).join('\n');
