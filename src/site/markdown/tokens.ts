import MarkdownIt, { type Token } from 'markdown-it';
import { html, markupOf } from '../../platform/html/html.ts';

/** The words of an inline, without markup. */
export const textOf = (token: Token | undefined): string =>
  (token?.children ?? [])
    .map(({ type, content }) =>
      type === 'softbreak' || type === 'hardbreak' ? ' ' : type === MARKUP ? '' : content,
    )
    .join('');

/** markdown-it's name for an inline that is shown as it stands; no text of ours makes one (`html: false`). */
const MARKUP = 'html_inline';

function markup(content: string): Token {
  const token = new MarkdownIt.Token(MARKUP, '', 0);
  token.content = content;
  return token;
}

/** A place that links lead to, which shows nothing. */
export const place = (id: string): Token => markup(markupOf(html`<span id="${id}"></span>`));

export const lineBreak = (): Token => markup('<br>');

export function text(content: string): Token {
  const token = new MarkdownIt.Token('text', '', 0);
  token.content = content;
  return token;
}

export function code(content: string): Token {
  const token = new MarkdownIt.Token('code_inline', 'code', 0);
  token.content = content;
  return token;
}
