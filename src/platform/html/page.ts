import { type Html, type HtmlPart, html, markupOf } from './html.ts';
import { STYLESHEET_PATH, STYLESHEET_VERSION } from './stylesheet.ts';

export type Page = {
  language: 'uk' | 'en';
  /** What the page is about, for the title of the window. */
  title: string;
  main: Html;
  /** Beside the name of the product, at the top. */
  top?: HtmlPart;
  foot?: HtmlPart;
  /** Has tables; else it is as wide as one question. */
  wide?: boolean;
};

/** Its name, beside the mark of the system. */
export const PRODUCT = { uk: 'Реєстр ліцензій', en: 'Licence registry' };

/** A whole document in the look of `design/`. */
export function renderPage({ language, title, main, top, foot, wide }: Page): string {
  return markupOf(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${PRODUCT[language]}</title>
<link rel="stylesheet" href="${STYLESHEET_PATH}?v=${STYLESHEET_VERSION}">
</head>
<body${wide && html` class="wide"`}>
<header class="top"><div class="page"><strong class="mark">${PRODUCT[language]} <span>ЕСОЗ</span></strong>${top}</div></header>
<main class="page">
${main}
</main>
${foot !== undefined && html`<footer class="foot"><div class="page">${foot}</div></footer>`}
</body>
</html>
`);
}
