import MarkdownIt, { type Token } from 'markdown-it';
import { type Html, html, markupOf, trustedMarkup } from '../../platform/html/html.ts';
import { codeBlock } from '../code.ts';
import type { Heading, Language, Passage } from '../page.ts';
import { breakable, keptTogether } from '../typography.ts';
import { giveIds } from './headings.ts';
import { type Resolve, resolveTargets } from './links.ts';
import { numberPlaces } from './numbers.ts';
import { passagesOf } from './passages.ts';
import { nameRows } from './rows.ts';
import { describeTables } from './tables.ts';
import { textOf } from './tokens.ts';

export type MarkdownOptions = {
  /** Of the text. */
  language: Language;
  resolve: Resolve;
  /** Its sections are numbered as those of SPEC.md: numbers and steps become places that links lead to. */
  isNumbered?: boolean;
};

export type RenderedMarkdown = {
  title: string;
  /** The first sentence of its first paragraph. */
  summary: string;
  body: Html;
  headings: Heading[];
  passages: Passage[];
};

// Markup in a text is shown, not obeyed: nothing but Markdown makes elements.
const parser = new MarkdownIt({ html: false });
const asBlock = (info: string, content: string) => `${markupOf(codeBlock(info, content))}\n`;
parser.renderer.rules.fence = (tokens, at) => {
  const { info, content } = tokens[at] as Token;
  return asBlock(info.trim(), content);
};
parser.renderer.rules.text = (tokens, at) =>
  parser.utils.escapeHtml(keptTogether((tokens[at] as Token).content));
parser.renderer.rules.softbreak = (tokens, at) => {
  const [before = '', after = ''] = [tokens[at - 1]?.content, tokens[at + 1]?.content];
  return keptTogether(`${before} ${after}`)[before.length] === ' ' ? '\n' : '\u00a0';
};
parser.renderer.rules.code_inline = (tokens, at) =>
  markupOf(html`<code>${breakable((tokens[at] as Token).content)}</code>`);
parser.renderer.rules.code_block = (tokens, at) => asBlock('', (tokens[at] as Token).content);
parser.renderer.rules.table_close = () => '</table></div>\n';
// Its attributes are those of the place that it scrolls in.
parser.renderer.rules.table_open = (tokens, at, _options, _env, self) =>
  `<div${self.renderAttrs(tokens[at] as Token)}><table role="table">\n`;

/** A page out of Markdown. @throws Error where it has no heading to be called by */
export function renderMarkdown(
  text: string,
  { language, resolve, isNumbered }: MarkdownOptions,
): RenderedMarkdown {
  const tokens = parser.parse(withoutComments(text), {});
  const titleAt = tokens.findIndex(({ type, tag }) => type === 'heading_open' && tag === 'h1');
  if (titleAt === -1) throw new Error('a page has no title');
  const title = textOf(tokens[titleAt + 1]);
  if (isNumbered) numberPlaces(tokens);
  const headings = giveIds(tokens);
  const passages = [...passagesOf(tokens, title), ...nameRows(tokens)];
  const first = tokens.findIndex(({ type, level }) => type === 'paragraph_open' && level === 0);
  const summary = firstSentence(textOf(tokens[first + 1]));
  resolveTargets(tokens, resolve);
  describeTables(tokens, language);
  const markup = parser.renderer.render(tokens, parser.options, {});
  return { title, summary, body: trustedMarkup(markup), headings, passages };
}

/** Comments on lines of their own, such as the marks around what is generated; not those that a block of code shows. */
const withoutComments = (text: string): string =>
  text.replaceAll(/^(```[\s\S]*?^```)|^<!--[\s\S]*?-->\n?/gm, (_all, fence?: string) => fence ?? '');

/** A word that a paragraph begins with as its heading ("Context.") is no sentence. */
function firstSentence(paragraph: string): string {
  const text = paragraph.replace(/^\p{L}+\. /u, '');
  return /^.*?[.!?:](?=\s|$)/.exec(text)?.[0].replace(/:$/, '.') ?? text;
}
