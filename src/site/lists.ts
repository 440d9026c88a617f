import { type Html, html } from '../platform/html/html.ts';
import { titleOf } from './frame/title.ts';
import { addressOf, type Language, SECTION_PATHS, SECTIONS, type Section, type SitePage } from './page.ts';
import { WORDS } from './words.ts';

/** Where the form of the search leads without a script. */
export const EVERYTHING = 'search';

/** First pages of the sections that have none of their own, and the list of all pages. */
export function listPages(language: Language, pages: readonly SitePage[]): SitePage[] {
  const sections = SECTIONS.filter((section) => !pages.some(({ path }) => path === SECTION_PATHS[section]));
  const of = (section: Section) => pages.filter((page) => page.section === section);
  return [
    ...sections.map((section) => sectionPage(language, section, of(section))),
    everything(language, of),
  ];
}

function sectionPage(language: Language, section: Section, pages: readonly SitePage[]): SitePage {
  const { title, summary } = WORDS[language].sections[section];
  return listPage(language, {
    path: SECTION_PATHS[section],
    title,
    summary,
    section,
    body: html`<dl class="pages">${pages.map(
      (page) =>
        html`<div><dt>${linkTo(page)}</dt><dd lang="${page.textLanguage}">${page.summary}</dd></div>\n`,
    )}</dl>`,
  });
}

function everything(language: Language, of: (section: Section) => readonly SitePage[]): SitePage {
  const { title, summary } = WORDS[language].everything;
  const body = SECTIONS.map(
    (section) => html`<h2 id="${section}">${WORDS[language].sections[section].title}</h2>
<ul>${of(section).map((page) => html`<li>${linkTo(page)}</li>\n`)}</ul>\n`,
  );
  const page = listPage(language, { path: EVERYTHING, title, summary, section: null, body: html`${body}` });
  const headings = SECTIONS.map((id) => ({
    level: 2 as const,
    id,
    text: WORDS[language].sections[id].title,
  }));
  return { ...page, headings };
}

type List = Pick<SitePage, 'path' | 'title' | 'summary' | 'section' | 'body'>;

const listPage = (language: Language, { title, summary, body, ...rest }: List): SitePage => ({
  ...rest,
  language,
  textLanguage: language,
  title,
  summary,
  body: html`<h1>${title}</h1>\n<p class="lead">${summary}</p>\n${body}`,
  headings: [],
  passages: [{ id: '', title, text: summary }],
});

const linkTo = (page: SitePage): Html =>
  html`<a href="${addressOf(page.language, page.path)}">${titleOf(page)}</a>`;
