import type { Token } from 'markdown-it';
import type { Passage } from '../page.ts';
import { textOf } from './tokens.ts';

/**
 * A row of a table that is about one name, such as a variable or a metric, is a place by that name, and search finds it.
 */
export function nameRows(tokens: readonly Token[]): Passage[] {
  const taken = new Set(tokens.map((token) => token.attrGet('id')));
  return tokens.flatMap((token, at) => {
    if (token.type !== 'tr_open') return [];
    const cells = tokens.slice(
      at,
      tokens.findIndex(({ type }, end) => end > at && type === 'tr_close'),
    );
    const [first, ...others] = cells.filter(({ type }) => type === 'inline');
    const name = nameIn(first);
    if (name === undefined || taken.has(name)) return [];
    taken.add(name);
    token.attrSet('id', name);
    return [{ id: name, title: name, text: others.map(textOf).join(' ') }];
  });
}

/** Of a cell that is nothing but a name. */
function nameIn(cell: Token | undefined): string | undefined {
  const [only, ...others] = cell?.children ?? [];
  return only?.type === 'code_inline' && others.length === 0 && /^[\w-]+$/.test(only.content)
    ? only.content
    : undefined;
}
