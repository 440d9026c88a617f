import { html } from '../../platform/html/html.ts';
import type { ApiDocument, ApiError } from '../document.ts';
import { addressOf, type Language, type SitePage } from '../page.ts';
import { joinSections, type PageSection, prose, withoutMarks } from '../reference/markup.ts';
import { table } from '../table.ts';
import { WORDS } from './words.ts';

/** `/docs/errors/`: every error under its status, to be found by its literal text. */
export function errorIndex(document: ApiDocument, language: Language): SitePage {
  const { errors: title, errorsLead } = WORDS[language];
  const { body, headings, passages } = joinSections(
    statusesOf(document).map(
      (status): PageSection => ({
        id: String(status),
        title: `${status} ${WORDS[language].ofStatus[status] ?? ''}`.trim(),
        body: errorTable(
          document['x-errors'].filter((error) => error.status === status),
          language,
        ),
      }),
    ),
  );
  return {
    path: 'errors/',
    language,
    textLanguage: language,
    title,
    section: 'errors',
    summary: withoutMarks(errorsLead),
    body: html`<h1>${title}</h1>\n<p class="lead">${prose(errorsLead)}</p>\n${body}`,
    headings,
    passages: [{ id: '', title, text: withoutMarks(errorsLead) }, ...passages],
  };
}

/** In their order. */
export const statusesOf = (document: ApiDocument): number[] =>
  [...new Set(document['x-errors'].map(({ status }) => status))].toSorted((one, other) => one - other);

function errorTable(errors: ApiError[], language: Language) {
  const { errors: label, message, happened, noMessage } = WORDS[language];
  return table(
    label,
    [message, happened],
    errors.map((error) => ({
      cells: [
        html`<a href="${addressOf(language, `errors/${error.code}`)}">${error.message === null ? noMessage : html`<code translate="no">${error.message}</code>`}</a>`,
        prose(language === 'uk' ? error['x-cause-uk'] : error.cause),
      ],
    })),
  );
}
