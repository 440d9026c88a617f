import { isUtf8 } from 'node:buffer';
import { firstMistake } from './first-mistake.ts';

/** Deeper documents are refused: hashing, logging or echoing them would overflow the stack. */
const MAX_DEPTH = 32;

/** Counted from 1, in characters. */
export type Place = { line: number; column: number };

/** Why a text is not acceptable JSON, and where. Quotes nothing of it. */
export class MalformedJson extends Error {
  readonly place: Place;
  constructor(reason: string, before: string, expected = '') {
    const lastLine = before.slice(before.lastIndexOf('\n') + 1);
    const column = lastLine.length - countOf(/[\uD800-\uDBFF]/g, lastLine) + 1;
    const place = { line: countOf(/\n/g, before) + 1, column };
    super(`${reason} at line ${place.line}, column ${place.column}${expected}`);
    this.place = place;
  }
}

/**
 * JSON as SPEC 2 wants it: UTF-8 without repair, no duplicate keys, at most 32 levels. A byte order mark in front is no part
 * of the text (RFC 8259, 8.1, lets a reader ignore it): editors write it unasked.
 * `JSON.parse` alone lets the last duplicate win, which lets two readers of one body see two documents.
 * @throws MalformedJson
 */
export function parseStrictJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) {
    const encoding = (bytes[0] as number) >= 0xfe ? 'not UTF-8 but UTF-16' : 'not UTF-8'; // by its byte order mark
    throw new MalformedJson(encoding, beforeFalseBytes(bytes));
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const { at, expected } = firstMistake(text, MAX_DEPTH);
    throw new MalformedJson('not JSON', text.slice(0, at), `: expected ${expected}`);
  }
  const { hasEscapedKey } = checkKeysAndDepth(text);
  return hasEscapedKey ? rebuild(text) : value;
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}

/** The text up to the first bytes that are no UTF-8: there its decoding, encoded again, differs from what was sent. */
function beforeFalseBytes(bytes: Buffer): string {
  const again = Buffer.from(bytes.toString('utf8'));
  const at = bytes.findIndex((byte, index) => byte !== again[index]);
  return bytes.subarray(0, at).toString('utf8');
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
          const isNew = addKey(open.at(-1) as Set<string>, literal);
          if (!isNew) throw new MalformedJson('a key given twice', text.slice(0, at));
          keyExpected = false;
        }
        at = end;
        break;
      }
      case 0x7b:
      case 0x5b:
        if (open.length === MAX_DEPTH)
          throw new MalformedJson(`nested deeper than ${MAX_DEPTH} levels`, text.slice(0, at));
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

/** @returns whether the object did not have it yet */
function addKey(keys: Set<string>, literal: string): boolean {
  // "a" and "\u0061" are one key, so an escaped key is compared decoded.
  const key = literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1);
  const { size } = keys;
  return keys.add(key).size > size;
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
