import { type Html, type HtmlPart, html } from '../../platform/html/html.ts';
import { addressOf, type Heading, type Language, SECTION_PATHS, type SitePage } from '../page.ts';
import { breakable, keptTogether } from '../typography.ts';
import { WORDS } from '../words.ts';
import { menu } from './menu.ts';
import { titleOf } from './title.ts';

/** A page with its navigation: where it stands, what is on it, and which are beside it. */
export function article(page: SitePage, pages: readonly SitePage[]): HtmlPart {
  const { language, textLanguage, body, headings } = page;
  const words = WORDS[language];
  return html`<div class="page layout">
${menu(page, pages)}
${headings.length >= 2 && contents(words.contents, headings, textLanguage)}
<main id="content" tabindex="-1">
${crumbs(page)}
${textLanguage !== language && html`<p class="quiet note">${words.otherLanguage}</p>`}
<article${textLanguage !== language && html` lang="${textLanguage}"`}>
${body}
</article>
${turning(page, pages)}
</main>
</div>`;
}

function contents(title: string, headings: readonly Heading[], language: Language): Html {
  return html`<nav class="contents" aria-label="${title}" tabindex="0"><details><summary>${title}</summary>
<ul lang="${language}">${headings.map(({ level, id, text }) => html`<li class="level${level}"><a href="#${id}">${breakable(keptTogether(text))}</a></li>\n`)}</ul>
</details></nav>`;
}

/** Not on a first page of a section, whose heading says the same. */
function crumbs({ language, section, path }: SitePage): HtmlPart {
  const words = WORDS[language];
  const home = html`<li><a href="${addressOf(language, '')}">${words.home}</a></li>`;
  const isFirst = section === null || SECTION_PATHS[section] === path;
  return html`<nav class="crumbs" aria-label="${words.path}"><ol>${home}${!isFirst && html`<li><a href="${addressOf(language, SECTION_PATHS[section])}">${words.sections[section].title}</a></li>`}</ol></nav>`;
}

/** Pages of one section are read one after another. */
function turning(page: SitePage, pages: readonly SitePage[]): HtmlPart {
  const { language, section, path } = page;
  if (section === null) return null;
  const words = WORDS[language];
  const beside = pages.filter((each) => each.section === section);
  const at = beside.findIndex((each) => each.path === path);
  const links = [
    { rel: 'prev', word: words.previous, to: beside[at - 1] },
    { rel: 'next', word: words.next, to: beside[at + 1] },
  ].flatMap(({ rel, word, to }) =>
    to === undefined
      ? []
      : [
          html`<a class="${rel}" rel="${rel}" href="${addressOf(language, to.path)}"><small>${word}</small>${titleOf(to)}</a>`,
        ],
  );
  return links.length > 0 && html`<nav class="turning" aria-label="${words.turning}">${links}</nav>`;
}
