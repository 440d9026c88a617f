import { type AnswerOf, formPolicy } from '../api/answers.ts';
import { type Html, type HtmlPart, html } from '../platform/html/html.ts';
import { renderPage } from '../platform/html/page.ts';
import type { Language } from './language.ts';
import { commonTexts } from './texts.ts';
import type { Visitor } from './visitor.ts';

export type Sheet = {
  title: string;
  main: Html;
  /** Path and query of the page, for the link to its other language. */
  address: string;
  wide?: boolean;
  status?: number;
  headers?: Record<string, string>;
  cookies?: readonly string[];
  /** Where else its forms may lead in the end: a source of the policy. */
  leadsTo?: string | undefined;
};

const OTHER: Record<Language, { language: Language; name: string }> = {
  uk: { language: 'en', name: 'English' },
  en: { language: 'uk', name: 'Українська' },
};

/** A page for this visitor, in the frame that all of them have. */
export function showPage(visitor: Visitor, sheet: Sheet): AnswerOf<'page'> {
  const { title, main, address, wide = false, status, headers, cookies = [], leadsTo } = sheet;
  const texts = commonTexts[visitor.language];
  const isWrong = status !== undefined && status >= 400;
  return {
    kind: 'page',
    ...(status === undefined ? {} : { status }),
    headers: {
      ...headers,
      'content-security-policy': formPolicy(leadsTo),
      'set-cookie': [...visitor.cookies, ...cookies],
    },
    html: renderPage({
      language: visitor.language,
      // What a screen reader says first.
      title: isWrong ? `${texts.mistake}: ${title}` : title,
      main,
      wide,
      top: otherLanguage(visitor.language, address),
      foot: html`<a href="/accessibility">${texts.accessibility}</a>`,
    }),
  };
}

function otherLanguage(current: Language, address: string): HtmlPart {
  const { language, name } = OTHER[current];
  const [path = '', query] = address.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('lang', language);
  const label = commonTexts[current].language;
  return html`<nav aria-label="${label}"><a href="${path}?${parameters.toString()}" lang="${language}" hreflang="${language}">${name}</a></nav>`;
}

/** Leads on, by GET whatever was sent. */
export function leadTo(
  visitor: Visitor,
  location: string,
  cookies: readonly string[] = [],
): AnswerOf<'redirect'> {
  return { kind: 'redirect', location, headers: { 'set-cookie': [...visitor.cookies, ...cookies] } };
}
