import type { ApiDocument } from '#api-document';
import { type Method, methodsOfTag } from '#api-document';
import { html } from '../../platform/html/html.ts';
import { addressOf, type Language, SECTION_PATHS, type SitePage } from '../page.ts';
import { table } from '../table.ts';
import { WORDS as SITE_WORDS } from '../words.ts';
import { joinSections, methodLine, type PageSection, prose, textIn } from './markup.ts';
import { WORDS } from './words.ts';

/** Where the methods of a tag stand on the index. @param at its place among the tags */
export const tagAnchor = (at: number): string => `tag-${at + 1}`;

/** `/docs/reference/`: every method under its subject. */
export function methodIndex(document: ApiDocument, language: Language): SitePage {
  const { title, summary } = SITE_WORDS[language].sections.methods;
  const { body, headings, passages } = joinSections(
    document.tags.map((tag, at): PageSection => {
      const name = language === 'uk' ? tag['x-name-uk'] : tag.name;
      return {
        id: tagAnchor(at),
        title: name,
        body: html`<p>${prose(textIn(language, tag))}</p>\n${methodTable(name, methodsOfTag(document, tag), language)}`,
      };
    }),
  );
  return {
    path: SECTION_PATHS.methods,
    language,
    textLanguage: language,
    title,
    section: 'methods',
    summary,
    body: html`<h1>${title}</h1>\n<p class="lead">${summary}</p>\n${body}`,
    headings,
    passages: [{ id: '', title, text: summary }, ...passages],
  };
}

function methodTable(label: string, methods: Method[], language: Language) {
  const { method: name, path } = WORDS[language];
  const rows = table(
    label,
    [name, path],
    methods.map(({ method, path: place, operation }) => ({
      cells: [
        html`<a href="${addressOf(language, `reference/${operation.operationId}`)}">${language === 'uk' ? operation['x-summary-uk'] : operation.summary}</a>`,
        methodLine(method, place),
      ],
    })),
  );
  return html`<div class="fields">${rows}</div>`;
}
