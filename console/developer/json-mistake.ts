/** What should have stood where a text stops being JSON, or that a name stands there twice. */
export type Expected = 'value' | 'name' | 'colon' | 'comma' | 'end' | 'once';
export type Mistake = { line: number; column: number; expected: Expected };

const TOKEN =
  /([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const BLANKS = /[ \t\n\r]*/y;

/** The first mistake of a text that should be strict JSON, counted from 1 as editors do: browsers tell the place each in its own words, or not. */
export function mistakeIn(text: string): Mistake | undefined {
  /** The names of each object that is open; undefined: an array. */
  const open: (Set<string> | undefined)[] = [];
  let expected: Expected = 'value';
  /** Whether a bracket may close at once, as nothing stands in it yet. */
  let isEmpty = false;
  for (let at = 0; ; ) {
    at += matchAt(BLANKS, text, at)?.[0]?.length ?? 0;
    const match = matchAt(TOKEN, text, at);
    const [token = '', sign, string] = match ?? [];
    if (expected === 'end') return at === text.length ? undefined : placeOf(text, at, expected);
    const inner = open.at(-1);
    if (
      sign !== undefined &&
      sign === (inner ? '}' : ']') &&
      open.length > 0 &&
      (isEmpty || expected === 'comma')
    ) {
      open.pop();
      expected = open.length > 0 ? 'comma' : 'end';
    } else if (expected === 'comma' && sign === ',') {
      expected = inner ? 'name' : 'value';
    } else if (expected === 'colon' && sign === ':') {
      expected = 'value';
    } else if (expected === 'name' && string !== undefined && inner) {
      const name = JSON.parse(string) as string;
      if (inner.has(name)) return placeOf(text, at, 'once');
      inner.add(name);
      expected = 'colon';
    } else if (expected === 'value' && (sign === '{' || sign === '[')) {
      open.push(sign === '{' ? new Set() : undefined);
      expected = sign === '{' ? 'name' : 'value';
      isEmpty = true;
      at += token.length;
      continue;
    } else if (expected === 'value' && token !== '' && sign === undefined) {
      expected = open.length > 0 ? 'comma' : 'end';
    } else return placeOf(text, at, expected);
    isEmpty = false;
    at += token.length;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function placeOf(text: string, at: number, expected: Expected): Mistake {
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, expected };
}
