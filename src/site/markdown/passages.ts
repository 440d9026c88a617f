import type { Token } from 'markdown-it';
import type { Passage } from '../page.ts';
import { textOf } from './tokens.ts';

/** What search looks at: the text of a page, heading by heading. */
export function passagesOf(tokens: readonly Token[], title: string): Passage[] {
  const passages = [{ id: '', title, text: [] as string[] }];
  for (const [at, token] of tokens.entries()) {
    const opened = tokens[at - 1];
    if (token.type === 'fence') passages.at(-1)?.text.push(token.content);
    if (token.type !== 'inline') continue;
    const words = textOf(token);
    if (opened?.type === 'heading_open' && opened.tag !== 'h1')
      passages.push({ id: String(opened.attrGet('id')), title: words, text: [] });
    else if (opened?.type !== 'heading_open') passages.at(-1)?.text.push(words);
  }
  return passages.map(({ text, ...rest }) => ({ ...rest, text: text.join(' ') }));
}
