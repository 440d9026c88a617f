import type { Token } from 'markdown-it';
import { code, text, textOf } from './tokens.ts';

/**
 * Where a link of a text leads on the site; `source`: to a file that is no part of it, by its path in the repository.
 * Addresses elsewhere are not asked about.
 * @param words those of the link
 */
export type Resolve = (target: string, words: string) => { address: string } | { source: string };

/** Targets of links and pictures become addresses; what leads to a file of the sources names it, and leads nowhere. */
export function resolveTargets(tokens: readonly Token[], resolve: Resolve): void {
  for (const token of tokens) {
    if (token.type === 'inline') token.children = resolved(token, resolve);
  }
}

function resolved(inline: Token, resolve: Resolve): Token[] {
  const parts = inline.children ?? [];
  const words = textOf(inline);
  let dropped: string | undefined;
  return parts.flatMap((part, at) => {
    if (part.type === 'image') return [withTarget(part, 'src', resolve, '')];
    if (part.type === 'link_open') {
      const ofLink = parts[at + 1]?.content ?? '';
      const found = targetOf(part, 'href', resolve, ofLink);
      if (found !== undefined && 'source' in found) {
        dropped = found.source;
        return [];
      }
      return [withTarget(part, 'href', resolve, ofLink)];
    }
    if (part.type !== 'link_close' || dropped === undefined) return [part];
    const source = dropped;
    dropped = undefined;
    return words.includes(source) ? [] : [text(' ('), code(source), text(')')];
  });
}

function targetOf(part: Token, attribute: string, resolve: Resolve, words: string) {
  const target = String(part.attrGet(attribute));
  return /^[a-z]+:/.test(target) ? undefined : resolve(decodeURI(target), words);
}

/** @throws Error for a picture that is no part of the site */
function withTarget(part: Token, attribute: string, resolve: Resolve, words: string): Token {
  const found = targetOf(part, attribute, resolve, words);
  if (found === undefined) return part;
  if ('source' in found) throw new Error(`${found.source} is no part of the site`);
  part.attrSet(attribute, found.address);
  return part;
}
