/**
 * What does something to a terminal, or cannot be seen, in place of standing for a character: control characters (ESC
 * among them), directions, joiners and other invisible ones, tags, separators of lines, half of a surrogate pair.
 */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** A carriage return goes back to the beginning of a line, but for the one of CR LF. */
const INVISIBLE_IN_LINES = new RegExp(`(?!\\n|\\t|\\r\\n)${INVISIBLE.source}`, 'gu');
/** JSON has its own escapes below the space. */
const INVISIBLE_IN_JSON = new RegExp(`(?![\\0-\\x1f])${INVISIBLE.source}`, 'gu');

/** As JSON writes them, `\u001b`: one form wherever they appear, so that it can be searched for. */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** Text of several lines as a terminal may get it. */
export function visibleLines(text: string): string {
  return text.replace(INVISIBLE_IN_LINES, escaped);
}

/** A value of somebody else's inside a line of ours: it does not begin another line either. */
export function visible(value: string): string {
  return value.replace(INVISIBLE, escaped);
}

/** A JSON document with nothing invisible in it, of the same value. */
export function visibleJson(json: string): string {
  return json.replace(INVISIBLE_IN_JSON, escaped);
}
