import { type Html, type HtmlPart, html } from '../../platform/html/html.ts';
import { addressOf, SECTION_PATHS, SECTIONS, type SitePage } from '../page.ts';
import { WORDS } from '../words.ts';
import { titleOf } from './title.ts';

/** All sections; of the page's own its pages; where these stand in groups, only those of the page's group. */
export function menu(page: SitePage, pages: readonly SitePage[]): Html {
  const { language } = page;
  const words = WORDS[language];
  return html`<nav class="menu" aria-label="${words.menu}"><details><summary>${words.menu}</summary>
<ul>${SECTIONS.map((section) => {
    const isOwn = section === page.section;
    return html`<li>${link(page, SECTION_PATHS[section], words.sections[section].title)}${isOwn && pagesOf(page, pages)}</li>\n`;
  })}</ul>
</details></nav>`;
}

function pagesOf(page: SitePage, pages: readonly SitePage[]): HtmlPart {
  const all = pages.filter(
    ({ section, path }) => section === page.section && path !== SECTION_PATHS[section as 'methods'],
  );
  const groups = [...new Set(all.map(({ group }) => group))];
  const links = (of: readonly SitePage[]) =>
    html`<ul>${of.map((each) => html`<li>${link(page, each.path, titleOf(each))}</li>\n`)}</ul>`;
  if (groups.length < 2) return links(all);
  return html`<ul>${groups.map((group) => {
    const members = all.filter((each) => each.group === group);
    const [first] = members;
    const isOpen = group === page.group;
    return html`<li>${first && !isOpen ? link(page, first.path, group ?? '') : html`<strong>${group}</strong>`}${isOpen && links(members)}</li>\n`;
  })}</ul>`;
}

const link = ({ language, path }: SitePage, to: string, name: HtmlPart): Html =>
  html`<a href="${addressOf(language, to)}"${to === path && html` aria-current="page"`}>${name}</a>`;
