import { type Html, html } from '../../platform/html/html.ts';
import type { SitePage } from '../page.ts';

/** The name of a page, in its own language. */
export const titleOf = ({ title, language, textLanguage }: SitePage): Html =>
  textLanguage === language
    ? html`<span>${title}</span>`
    : html`<span lang="${textLanguage}">${title}</span>`;
