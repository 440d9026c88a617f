import type { ApiDocument, ApiError } from '#api-document';
import { methodsOf } from '#api-document';
import { type HtmlPart, html } from '../../platform/html/html.ts';
import { codeBlock } from '../code.ts';
import { addressOf, type Language, type SitePage } from '../page.ts';
import {
  joinSections,
  methodLine,
  type PageSection,
  prose,
  shortMessage,
  statusTag,
  stepLink,
  withoutMarks,
} from '../reference/markup.ts';
import { breakable } from '../typography.ts';
import { mendedSection } from './mended-section.ts';
import { refusersOf } from './refused-by.ts';
import { WORDS } from './words.ts';

/** `/docs/errors/<code>`: what to change comes first, whoever has the error in front of them reads no further. */
export function errorPage(document: ApiDocument, error: ApiError, language: Language): SitePage {
  const { code, status, type, message } = error;
  const words = WORDS[language];
  const [cause, remedy] =
    language === 'uk' ? [error['x-cause-uk'], error['x-remedy-uk']] : [error.cause, error.remedy];
  const title = titleOf(document, error);
  const { body, headings, passages } = joinSections([
    mendedSection(document, error, language),
    rulesSection(document, code, language),
    answerSection(error, language),
    methodsSection(document, error, language),
  ]);
  return {
    path: `errors/${code}`,
    language,
    textLanguage: language,
    title,
    section: 'errors',
    group: String(status),
    summary: withoutMarks(cause),
    body: html`<p class="code-of">${statusTag(status)} <code>${type}</code> · <code>${code}</code></p>
<h1 class="literal" lang="en" translate="no">${breakable(message ?? type)}</h1>
${message === null && html`<p class="quiet">${words.noMessageLead}</p>`}
<p><strong>${words.happened}.</strong> ${prose(cause)}</p>
<div class="notice good"><h2 id="remedy">${words.remedy}</h2><p>${prose(remedy)}</p></div>
${body}`,
    headings: [{ level: 2, id: 'remedy', text: words.remedy }, ...headings],
    passages: [
      {
        id: '',
        title,
        text: [withoutMarks(cause), withoutMarks(remedy), code, status, type, message].join('\n'),
      },
      ...passages,
    ],
  };
}

/** Its literal text; where another error of the same status has the same, its code tells them apart. */
function titleOf(document: ApiDocument, { code, status, type, message }: ApiError): string {
  if (message === null) return type;
  const isShared = document['x-errors'].some(
    (other) => other.code !== code && other.status === status && other.message === message,
  );
  const short = shortMessage({ code, message });
  return isShared && short === message ? `${message} (${code})` : short;
}

function rulesSection(document: ApiDocument, code: string, language: Language): PageSection | false {
  const refusers = refusersOf(document, code, language);
  if (refusers.length === 0) return false;
  const { rules, step } = WORDS[language];
  return {
    id: 'rules',
    title: rules,
    body: html`<ul>${refusers.map((rule) => html`<li>${prose(rule.sentence)} <small>${step} ${rule.steps.map((each) => html`${stepLink(language, each)}, `)}<code>${rule.id}</code></small></li>`)}</ul>`,
    text: refusers.map(({ id, sentence }) => `${id} ${sentence}`).join('\n'),
  };
}

function answerSection({ example, headers }: ApiError, language: Language): PageSection {
  const { answer, invalidLead, schemaErrors } = WORDS[language];
  const text = JSON.stringify(example, null, 2);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return {
    id: 'answer',
    title: answer,
    body: [
      lines.length > 0 && codeBlock('http', lines.join('\n')),
      codeBlock('json', text),
      text.includes('"invalid"') &&
        html`<p>${prose(invalidLead)} <a href="${addressOf(language, 'reference/schema-errors')}">${schemaErrors}</a>.</p>`,
    ],
  };
}

/** More of them are folded away. */
const FEW = 8;

function methodsSection(
  document: ApiDocument,
  { methods }: ApiError,
  language: Language,
): PageSection | false {
  const answering = methodsOf(document).filter(({ operation }) => methods.includes(operation.operationId));
  if (answering.length === 0) return false;
  const { methods: title, howMany } = WORDS[language];
  const list = html`<ul class="methods">${answering.map(
    ({ method, path, operation }): HtmlPart =>
      html`<li><a href="${addressOf(language, `reference/${operation.operationId}`)}">${language === 'uk' ? operation['x-summary-uk'] : operation.summary}</a> ${methodLine(method, path)}</li>\n`,
  )}</ul>`;
  return {
    id: 'methods',
    title,
    body:
      answering.length <= FEW
        ? list
        : html`<details><summary>${howMany}: ${answering.length}</summary>\n${list}</details>`,
  };
}
