import type { ApiContent, ApiDocument, ApiExample, ApiResponse, ApiSchema, Described } from '#api-document';
import { type Method, resolved } from '#api-document';
import { type HtmlPart, html } from '../../platform/html/html.ts';
import { codeBlock } from '../code.ts';
import { addressOf, type Language } from '../page.ts';
import { table } from '../table.ts';
import { fieldsOf } from './fields.ts';
import { INTRODUCTION } from './introduction-page.ts';
import { type PageSection, prose, statusTag, textIn } from './markup.ts';
import { fieldTable, textOf } from './request-sections.ts';
import { WORDS } from './words.ts';

/** What a call gets that succeeds: the first status below 400, with its true example, its fields, its headers. */
export function answerSection(
  document: ApiDocument,
  method: Method,
  language: Language,
): PageSection | false {
  const [status, response] = successes(document, method)[0] ?? [];
  if (status === undefined || response === undefined) return false;
  const words = WORDS[language];
  const content = Object.values(response.content ?? {})[0];
  const example = exampleOf(document, method, content);
  const envelope = content && resolved<ApiSchema>(document, content.schema);
  const wrapped = (envelope?.properties as Record<string, ApiSchema> | undefined)?.data;
  const fields = content ? fieldsOf(document, wrapped ?? content.schema, language) : [];
  const title = wrapped === undefined ? words.plainAnswerFields : words.answerFields;
  return {
    id: 'answer',
    title: words.answer,
    body: html`<p>${statusTag(Number(status))} ${prose(textIn(language, response))}</p>
${example !== undefined && codeBlock('json', JSON.stringify(example, null, 2))}
${fields.length > 0 && html`<h3 id="answer-fields">${prose(title)}</h3>\n${fieldTable(title, [words.field, words.answerType], fields, { language, marks: { optional: words.optional } })}`}
${wrapped !== undefined && html`<p class="quiet">${prose(words.envelope)} <a href="${addressOf(language, INTRODUCTION)}">${words.inCommon}</a>.</p>`}
${headerTable(document, response, language)}`,
    text: textOf(fields),
  };
}

/** Answers without an error, by their status as a text. */
export function successes(document: ApiDocument, { operation }: Method): [string, ApiResponse][] {
  return Object.entries(operation.responses)
    .filter(([status]) => Number(status) < 400)
    .map(([status, response]) => [status, resolved<ApiResponse>(document, response)]);
}

function exampleOf(document: ApiDocument, { operation }: Method, content: ApiContent | undefined): unknown {
  const [example] = Object.values(content?.examples ?? {});
  return operation['x-exchange']?.answer.body ?? (example && resolved<ApiExample>(document, example).value);
}

function headerTable(document: ApiDocument, { headers = {} }: ApiResponse, language: Language): HtmlPart {
  const { answerHeaders, header, meaning } = WORDS[language];
  const rows = Object.entries(headers).map(([header, given]) => ({
    cells: [html`<code>${header}</code>`, prose(textIn(language, resolved<Described>(document, given)))],
  }));
  if (rows.length === 0) return null;
  return html`<h3 id="answer-headers">${answerHeaders}</h3>\n<div class="fields">${table(answerHeaders, [header, meaning], rows)}</div>`;
}
