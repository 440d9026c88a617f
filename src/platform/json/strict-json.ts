import { isUtf8 } from 'node:buffer';

/** Deeper documents are refused: hashing, logging or echoing them would overflow the stack. */
const MAX_DEPTH = 32;

/** Why a body is not acceptable JSON; goes to the log, never to the caller. */
export class MalformedJson extends Error {}

/**
 * JSON as SPEC 2 wants it: UTF-8 without repair, no duplicate keys, at most 32 levels.
 * `JSON.parse` alone lets the last duplicate win, which lets two readers of one body see two documents.
 * @throws MalformedJson
 */
export function parseStrictJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new MalformedJson('invalid UTF-8');
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // V8 quotes the text around the mistake, which may be a secret: only the place is told.
    const place = / at position \d+( \(line \d+ column \d+\))?/.exec((error as Error).message)?.[0] ?? '';
    throw new MalformedJson(`not JSON${place}`);
  }
  const { hasEscapedKey } = checkKeysAndDepth(text);
  return hasEscapedKey ? rebuild(text) : value;
}

/** One pass over text that `JSON.parse` has accepted, so it need not check the grammar again. */
function checkKeysAndDepth(text: string): { hasEscapedKey: boolean } {
  let hasEscapedKey = false;
  const open: (Set<string> | null)[] = []; // a set of seen keys per open object, null per open array
  let keyExpected = false;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const end = closingQuote(text, at);
        if (keyExpected) {
          const literal = text.slice(at, end + 1);
          if (literal.includes('\\')) hasEscapedKey = true;
          addKey(open.at(-1) as Set<string>, literal);
          keyExpected = false;
        }
        at = end;
        break;
      }
      case 0x7b:
      case 0x5b:
        if (open.length === MAX_DEPTH) throw new MalformedJson(`deeper than ${MAX_DEPTH} levels`);
        keyExpected = text.charCodeAt(at) === 0x7b;
        open.push(keyExpected ? new Set() : null);
        break;
      case 0x7d:
      case 0x5d:
        open.pop();
        keyExpected = false;
        break;
      case 0x2c:
        keyExpected = open.at(-1) != null;
        break;
    }
  }
  return { hasEscapedKey };
}

function addKey(keys: Set<string>, literal: string): void {
  // "a" and "\u0061" are one key, so an escaped key is compared decoded.
  const key = literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1);
  if (keys.has(key)) throw new MalformedJson('duplicate key');
  keys.add(key);
}

function closingQuote(text: string, opening: number): number {
  let at = text.indexOf('"', opening + 1);
  while (isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at;
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}

/**
 * The value of a checked text that escapes a key, built by hand. V8 may take such a key for one of an earlier document
 * (after any document with the key `"\\"`, the key `"\n"` can be read as `\`; nodejs/node issue 63785): one caller's
 * body would change how another's is read. Literals on their own are read rightly.
 */
function rebuild(text: string): unknown {
  let at = 0;
  const next = (): string => {
    while (' \t\n\r,:'.includes(text[at] as string)) at++; // the grammar has been checked: these only separate
    return text[at] as string;
  };
  const read = (): unknown => {
    const first = next();
    if (first !== '{' && first !== '[') {
      const start = at;
      at = first === '"' ? closingQuote(text, at) + 1 : endOfWord(text, at);
      return JSON.parse(text.slice(start, at));
    }
    at++;
    const items: unknown[] = [];
    while (next() !== '}' && text[at] !== ']') items.push(first === '{' ? [read(), read()] : read());
    at++;
    // Defines own properties, `__proto__` included, as JSON.parse does.
    return first === '{' ? Object.fromEntries(items as [string, unknown][]) : items;
  };
  return read();
}

/** Where a number, true, false or null ends. */
function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !' \t\n\r,:]}'.includes(text[at] as string)) at++;
  return at;
}
