import type { ApiDocument, ApiError, ApiExample, ApiResponse } from '#api-document';
import { type Method, resolved } from '#api-document';
import { html } from '../../platform/html/html.ts';
import { codeBlock } from '../code.ts';
import { addressOf, type Language } from '../page.ts';
import { successes } from './answer-section.ts';
import { errorsOf } from './checks-section.ts';
import { type PageSection, prose, statusTag, textIn } from './markup.ts';
import { WORDS } from './words.ts';

/** Every other answer: those without an error first, then the errors, each to be opened. */
export function answersSection(document: ApiDocument, method: Method, language: Language): PageSection {
  const errors = errorsOf(document, method.operation.operationId);
  return {
    id: 'answers',
    title: WORDS[language].answers,
    body: [
      successes(document, method)
        .slice(1)
        .map(
          ([status, response]) =>
            html`<p>${statusTag(Number(status))} ${prose(textIn(language, response))}</p>\n`,
        ),
      errors.map((error) => errorDetails(document, method, error, language)),
    ],
    text: errors.map(({ code, message }) => `${message ?? ''} ${code}`).join('\n'),
  };
}

function errorDetails(document: ApiDocument, method: Method, error: ApiError, language: Language) {
  const { noMessage, whatToChange } = WORDS[language];
  const { code, status, message } = error;
  return html`<details class="answer"><summary>${statusTag(status)} ${message === null ? noMessage : html`<code>${message}</code>`} <span class="code-of">${code}</span></summary>
<p>${prose(language === 'uk' ? error['x-cause-uk'] : error.cause)} <a href="${addressOf(language, `errors/${code}`)}">${whatToChange}</a></p>
${codeBlock('json', JSON.stringify(exampleOf(document, method, error), null, 2))}
</details>
`;
}

/** As this method answers it, where the document has that; else as any does. */
function exampleOf(
  document: ApiDocument,
  { operation }: Method,
  { code, status, example }: ApiError,
): unknown {
  const given = operation.responses[status];
  const response = given && resolved<ApiResponse>(document, given);
  const own = response?.content?.['application/json']?.examples?.[code];
  return own ? resolved<ApiExample>(document, own).value : example;
}
