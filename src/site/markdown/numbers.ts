import type { Token } from 'markdown-it';
import { lineBreak, place, textOf } from './tokens.ts';

/** `## 4. Create license`, `### 4.2 Checks`. */
const NUMBERED_HEADING = /^(\d+(?:\.\d+)*)\.? /;
/** `13.2 **Operations**`: a section without a heading, at the beginning of a line. */
const NUMBERED_LINE = /^(\d+\.\d+) $|^(\d+\.\d+) (?=\S)/;

/**
 * Gives what SPEC.md numbers a place that links lead to: a section its number (`4.2`), and a row of a table whose first
 * column is `#` that of its section and its own (`4.2-8`), so that step `4.2 (8)` of an answer has an address.
 */
export function numberPlaces(tokens: readonly Token[]): void {
  let section = '';
  let isStep = false;
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'inline') continue;
    const opened = tokens[at - 1]?.type;
    if (opened === 'heading_open') {
      const [, number] = NUMBERED_HEADING.exec(textOf(token)) ?? [];
      if (number === undefined) continue;
      section = number;
      token.children?.unshift(place(number));
    } else if (opened === 'paragraph_open') {
      section = numberLines(token) ?? section;
    } else if (tokens[at - 2]?.type === 'tr_open') {
      // The first cell of a row.
      if (opened === 'th_open') isStep = token.content === '#';
      else if (isStep)
        token.children?.unshift(...stepsOf(token.content).map((step) => place(`${section}-${step}`)));
    }
  }
}

/** Lines of a paragraph that begin with a number become lines of the page. @returns the last of their numbers */
function numberLines(inline: Token): string | undefined {
  let last: string | undefined;
  inline.children = (inline.children ?? []).flatMap((part, at, parts) => {
    const before = parts[at - 1];
    if (part.type !== 'text' || !(before === undefined || before.type === 'softbreak')) return [part];
    const [, alone, followed] = NUMBERED_LINE.exec(part.content) ?? [];
    const number = alone ?? followed;
    if (number === undefined) return [part];
    last = number;
    return [...(before === undefined ? [] : [lineBreak()]), place(number), part];
  });
  return last;
}

/** `13–15` is three steps. */
function stepsOf(cell: string): string[] {
  const [, from, to] = /^(\d+)–(\d+)$/.exec(cell) ?? [];
  if (from === undefined || to === undefined) return [cell];
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => String(Number(from) + at));
}
