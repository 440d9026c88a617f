import type { ApiDocument, ApiError } from '#api-document';
import { html } from '../../platform/html/html.ts';
import { addressOf, type Language, SECTION_PATHS, type SitePage } from '../page.ts';
import { joinSections, type PageSection, prose, withoutMarks } from '../reference/markup.ts';
import { table } from '../table.ts';
import { breakable } from '../typography.ts';
import { WORDS as SITE_WORDS } from '../words.ts';
import { WORDS } from './words.ts';

/** `/docs/errors/`: every error under its status, to be found by its literal text. */
export function errorIndex(document: ApiDocument, language: Language): SitePage {
  const { title, summary } = SITE_WORDS[language].sections.errors;
  const { lead } = WORDS[language];
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
    path: SECTION_PATHS.errors,
    language,
    textLanguage: language,
    title,
    section: 'errors',
    summary,
    body: html`<h1>${title}</h1>\n<p class="lead">${prose(lead)}</p>\n${body}`,
    headings,
    passages: [{ id: '', title, text: withoutMarks(lead) }, ...passages],
  };
}

/** In their order. */
export const statusesOf = (document: ApiDocument): number[] =>
  [...new Set(document['x-errors'].map(({ status }) => status))].toSorted((one, other) => one - other);

function errorTable(errors: ApiError[], language: Language) {
  const { message, happened, noMessage } = WORDS[language];
  const label = SITE_WORDS[language].sections.errors.title;
  return html`<div class="messages">${table(
    label,
    [message, happened],
    errors.map((error) => ({
      cells: [
        html`<a href="${addressOf(language, `errors/${error.code}`)}">${error.message === null ? noMessage : html`<code translate="no">${breakable(error.message)}</code>`}</a> <small translate="no">${error.code}</small>`,
        prose(language === 'uk' ? error['x-cause-uk'] : error.cause),
      ],
    })),
  )}</div>`;
}
