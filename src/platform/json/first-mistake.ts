/** Where a text stops being JSON, and what RFC 8259 has in that place. */
export type Mistake = { at: number; expected: string };

/** What the grammar expects next, by name of the state. */
const EXPECTED = {
  value: 'a value',
  item: 'a value or ]',
  key: 'a key in double quotes',
  member: 'a key in double quotes or }',
  colon: 'a colon',
  moreItems: 'a comma or ]',
  moreMembers: 'a comma or }',
  end: 'the end of the document',
} as const;
type State = keyof typeof EXPECTED;

/** A string up to what ends it, rightly or not. */
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*/y;
const BLANKS = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Finds the first mistake of a text that `JSON.parse` refuses: its messages give the place for some mistakes only, and quote
 * for others what may be a secret.
 * @param maxDepth deeper documents are refused anyway, and are not read to their end
 */
export function firstMistake(text: string, maxDepth: number): Mistake {
  const open: ('{' | '[')[] = [];
  let state: State = 'value';
  let at = 0;
  const afterValue = (): State =>
    open.length === 0 ? 'end' : open.at(-1) === '{' ? 'moreMembers' : 'moreItems';
  for (;;) {
    at = endOf(BLANKS, text, at) as number;
    const next = text[at];
    const takesValue: boolean = state === 'value' || state === 'item';
    const takesKey: boolean = state === 'key' || state === 'member';
    if (next === '"' && (takesValue || takesKey)) {
      at = endOf(STRING, text, at) as number;
      if (text[at] !== '"') return { at, expected: 'the end of the string, or a valid escape' };
      at++;
      state = takesKey ? 'colon' : afterValue();
    } else if ((next === '{' || next === '[') && takesValue) {
      if (open.length === maxDepth) return { at, expected: `at most ${maxDepth} levels` };
      open.push(next);
      at++;
      state = next === '{' ? 'member' : 'item';
    } else if (closes(next, state)) {
      open.pop();
      at++;
      state = afterValue();
    } else if (next === ',' && (state === 'moreItems' || state === 'moreMembers')) {
      at++;
      state = state === 'moreItems' ? 'value' : 'key';
    } else if (next === ':' && state === 'colon') {
      at++;
      state = 'value';
    } else {
      const end = takesValue ? endOf(SCALAR, text, at) : undefined;
      if (end === undefined) return { at, expected: EXPECTED[state] };
      at = end;
      state = afterValue();
    }
  }
}

function closes(next: string | undefined, state: State): boolean {
  if (next === ']') return state === 'item' || state === 'moreItems';
  return next === '}' && (state === 'member' || state === 'moreMembers');
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
