/**
 * Spreadsheets run a cell that begins with one of the signs below, and a text has cells inside where it is read with
 * another separator than it was written with: `x;=cmd|…` in a file with commas. So wherever a cell could begin and a
 * sign follows, an export puts a mark before the sign, and an import takes one off. Signs that have marks already get
 * and lose one more; every other text is left alone, so that each comes back as it was.
 */
const SIGNS = '-=+@＝＋－＠\t\r\n';
const BREAKS = '\n\v\f\r\x85\u2028\u2029';
const SEPARATORS = `,;|\t${BREAKS}`;
/** What some programs drop before they look at a cell, or show nothing of. */
const BLANK = /[\p{Cc}\p{Z}\p{Cf}]/u;

/** The mark that spreadsheets know. Inside a text it would be a quote, behind which a cell may begin. */
const FIRST_MARK = "'";
const INNER_MARK = '\\';
const QUOTES = `"'`;

/** Nearly always decides, with one look at each sign, that a text has no such place and need not be walked through. */
const MAY_BEGIN_CELL = new RegExp(`(?:^|[${SEPARATORS}${QUOTES}\\\\\\p{Cc}\\p{Z}\\p{Cf}])[${SIGNS}]`, 'u');

/** A field as an export shows it. */
export function neutralizeFormula(text: string): string {
  if (!MAY_BEGIN_CELL.test(text)) return text;
  return overCells(text, (mark, before) => `${before}${mark}`);
}

/** The text that an export showed like this. */
export function restoreFormula(text: string): string {
  // Two characters decide nearly always: this runs for every field of an import.
  if (!text.includes(FIRST_MARK) && !text.includes(INNER_MARK)) return text;
  if (!MAY_BEGIN_CELL.test(text)) return text;
  return overCells(text, (mark, before) => (before.endsWith(mark) ? before.slice(0, -1) : before));
}

/** What stands before a character: the beginning, a place where a cell begins, a quote inside a cell, anything else. */
type Place = 'first' | 'cell' | 'quote' | 'inside';

/** The text with `change` applied to what stands between each sign that could begin a cell and the sign before it. */
function overCells(text: string, change: (mark: string, before: string) => string): string {
  let changed = '';
  let from = 0;
  let place: Place = 'first';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    // Several line breaks, such as CR LF, are one.
    const followsBreak = at > 0 && BREAKS.includes(character) && BREAKS.includes(text[at - 1] as string);
    if (place !== 'inside' && SIGNS.includes(character) && !followsBreak) {
      changed += change(place === 'first' ? FIRST_MARK : INNER_MARK, text.slice(from, at));
      from = at;
    }
    place = placeBehind(character, place);
  }
  return changed + text.slice(from);
}

function placeBehind(character: string, before: Place): Place {
  if (SEPARATORS.includes(character)) return 'cell';
  if (before === 'first' && (character === FIRST_MARK || BLANK.test(character))) return 'first';
  if (character === INNER_MARK) return before === 'first' ? 'inside' : before;
  const opensCell = before === 'first' || before === 'cell';
  if (QUOTES.includes(character)) return opensCell ? 'cell' : 'quote';
  return opensCell && BLANK.test(character) ? 'cell' : 'inside';
}
