import type { Token } from 'markdown-it';
import type { Heading } from '../page.ts';
import { createSlugs } from './slug.ts';
import { textOf } from './tokens.ts';

/** Gives every heading its id. @returns those that a table of contents shows */
export function giveIds(tokens: readonly Token[]): Heading[] {
  const slugFor = createSlugs();
  return tokens.flatMap((token, at) => {
    if (token.type !== 'heading_open') return [];
    const text = textOf(tokens[at + 1]);
    const id = slugFor(text);
    token.attrSet('id', id);
    const level = Number(token.tag.slice(1));
    return level === 2 || level === 3 ? [{ level, id, text } as Heading] : [];
  });
}
