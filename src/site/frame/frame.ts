import { type Html, type HtmlPart, html, markupOf } from '../../platform/html/html.ts';
import { PRODUCT } from '../../platform/html/page.ts';
import { addressOf, type Language, type SitePage } from '../page.ts';
import { WORDS } from '../words.ts';

/** Addresses of what every page loads; each has the hash of its content in its name. */
export type Assets = {
  style: string;
  icon: string;
  script: string;
  /** Loaded by the script when somebody searches. */
  library: string;
  index: Readonly<Record<Language, string>>;
};

export type Framed = {
  page: Pick<SitePage, 'path' | 'language' | 'textLanguage' | 'title'>;
  assets: Assets;
  /** Between header and footer. */
  content: HtmlPart;
};

/** A whole document around a page. */
export function frame({ page, assets, content }: Framed): string {
  const { language, path, title } = page;
  const other: Language = language === 'uk' ? 'en' : 'uk';
  const words = WORDS[language];
  return markupOf(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${PRODUCT[language]}</title>
<link rel="stylesheet" href="${assets.style}">
<link rel="icon" type="image/svg+xml" href="${assets.icon}">
<link rel="alternate" hreflang="${other}" href="${addressOf(other, path)}">
<script type="module" src="${assets.script}"></script>
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header class="top"><div class="page">
<a class="mark" href="${addressOf(language, '')}">${PRODUCT[language]} <span>ЕСОЗ</span></a>
${searchForm(language, assets)}
<a class="switch" href="${addressOf(other, path)}" lang="${other}" hreflang="${other}">${words.switchTo}</a>
</div></header>
${content}
<footer class="foot"><div class="page">${footLinks(language)}</div></footer>
</body>
</html>
`);
}

/** Without a script it leads to the list of all pages. */
function searchForm(language: Language, { library, index }: Assets): Html {
  const { label, hint, submit, results } = WORDS[language].search;
  return html`<form class="search" role="search" action="${addressOf(language, 'search')}" data-index="${index[language]}" data-library="${library}">
<label class="unseen" for="q">${label}</label>
<input id="q" name="q" type="search" placeholder="${hint}" maxlength="200" autocomplete="off" spellcheck="false" aria-keyshortcuts="/">
<button>${submit}</button>
<p class="unseen" role="status"></p>
<div class="found" role="group" aria-label="${results}" hidden></div>
</form>`;
}

function footLinks(language: Language): HtmlPart {
  const { openapi, specification, sources, changelog, accessibility } = WORDS[language].foot;
  const links: [name: string, address: string][] = [
    [openapi, '/openapi.json'],
    [specification, addressOf(language, 'specification')],
    [sources, addressOf(language, 'sources')],
    [changelog, addressOf(language, 'changelog')],
    [accessibility, `/accessibility?lang=${language}`],
  ];
  return links.map(([name, address]) => html`<a href="${address}">${name}</a>\n`);
}
