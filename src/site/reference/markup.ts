import type { Described } from '#api-document';
import { type Html, type HtmlPart, html } from '../../platform/html/html.ts';
import { stepAnchor } from '../citation.ts';
import { addressOf, type Heading, type Language, type Passage } from '../page.ts';
import { breakable, keptTogether } from '../typography.ts';

/** A part of a page under a heading of its own; `text` is what search finds it by besides its title. */
export type PageSection = { id: string; title: string; body: HtmlPart; text?: string };

/** The sections one after another, and what navigation and search have of them. */
export function joinSections(sections: readonly (PageSection | false)[]): {
  body: HtmlPart;
  headings: Heading[];
  passages: Passage[];
} {
  const present = sections.filter((section) => section !== false);
  return {
    body: present.map(({ id, title, body }) => html`<h2 id="${id}">${title}</h2>\n${body}\n`),
    headings: present.map(({ id, title }) => ({ level: 2, id, text: title })),
    passages: present.map(({ id, title, text = '' }) => ({ id, title, text: withoutMarks(text) })),
  };
}

/** The description of a thing, in one language. */
export const textIn = (language: Language, text: Described): string =>
  language === 'uk' ? text['x-description-uk'] : text.description;

/** Text in which `code` stands in backticks. */
export const prose = (text: string): HtmlPart =>
  keptTogether(text)
    .split('`')
    .map((part, at) =>
      at % 2 === 1 ? html`<code>${breakable(part.replaceAll('\u00a0', ' '))}</code>` : part,
    );

export const withoutMarks = (text: string): string => text.replaceAll('`', '');

/** A method by its line; a long path may break before any of its segments. */
export const methodLine = (method: string, path: string): Html =>
  html`<code><b>${method}</b> ${path.split('/').map((segment, at) => [at > 0 && html`<wbr>/`, segment])}</code>`;

/** A status as a mark: colour repeats what the number says. */
export const statusTag = (status: number): Html =>
  html`<span class="tag ${status < 400 ? 'good' : status < 500 ? 'warn' : 'bad'}">${status}</span>`;

/** A step as the link to its place in the specification; what cites none, such as `extension`, stays a word. */
export const stepLink = (language: Language, step: string): HtmlPart =>
  /^\d/.test(step)
    ? html`<a href="${addressOf(language, 'specification', stepAnchor(step))}">${step}</a>`
    : step;

/** An error by its status and literal text, which leads to its page. */
export function errorLink(
  language: Language,
  error: { code: string; status: number; message: string | null },
): Html {
  const { code, status, message } = error;
  const name = message === null ? code : html`<code>${shortMessage({ code, message })}</code>`;
  return html`${statusTag(status)} <a href="${addressOf(language, `errors/${code}`)}">${name}</a>`;
}

/** Longer texts are known by their first sentence and their code; the whole is on the page of the error. */
const SHORT = 90;

export function shortMessage({ code, message }: { code: string; message: string }): string {
  const end = message.indexOf('. ');
  return message.length <= SHORT || end < 0 ? message : `${message.slice(0, end + 1)} … (${code})`;
}
