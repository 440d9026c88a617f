import { isUtf8 } from 'node:buffer';
import { ApiError } from '../errors/error-definition.ts';
import { httpErrors } from '../errors/http-errors.ts';
import { firstMistake } from './first-mistake.ts';
import { countCharacters } from './schema-errors.ts';

/** Deeper documents are refused: hashing, logging or echoing them would overflow the stack. */
const MAX_DEPTH = 32;

/** What a document may hold before anything is made of it: reading and judging cost by the piece, not by the byte. */
export type JsonLimits = {
  /** Of the members of all its objects (SPEC 2, "Cost"). */
  names: number;
  /** Objects, arrays, and what an array holds after its first. */
  items: number;
};
const OF_A_REQUEST: JsonLimits = { names: 1_000, items: 1_000 };
/** For documents that no stranger has sent. */
export const NO_LIMITS: JsonLimits = {
  names: Number.POSITIVE_INFINITY,
  items: Number.POSITIVE_INFINITY,
};

/** Counted from 1, in characters. */
export type Place = { line: number; column: number };

/** Why a text is not acceptable JSON, and where. Quotes nothing of it. */
export class MalformedJson extends Error {
  readonly place: Place;
  constructor(reason: string, before: string, expected = '') {
    const lastLine = before.slice(before.lastIndexOf('\n') + 1);
    const column = countCharacters(lastLine) + 1;
    const place = { line: countLines(before), column };
    super(`${reason} at line ${place.line}, column ${place.column}${expected}`);
    this.place = place;
  }
}

/**
 * JSON as SPEC 2 wants it: UTF-8 without repair, no duplicate keys, at most 32 levels. A byte order mark in front is no part
 * of the text (RFC 8259, 8.1, lets a reader ignore it): editors write it unasked.
 * `JSON.parse` alone lets the last duplicate win, which lets two readers of one body see two documents.
 * @throws MalformedJson; ApiError 413 for more than the limits
 */
export function parseStrictJson(bytes: Buffer, limits = OF_A_REQUEST): unknown {
  if (!isUtf8(bytes)) {
    const encoding = (bytes[0] as number) >= 0xfe ? 'not UTF-8 but UTF-16' : 'not UTF-8'; // by its byte order mark
    throw new MalformedJson(encoding, beforeFalseBytes(bytes));
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const { hasEscapedKey } = checkShape(text, limits);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notJson(text);
  }
  return hasEscapedKey ? rebuild(text) : value;
}

function notJson(text: string): MalformedJson {
  const { at, expected } = firstMistake(text, MAX_DEPTH);
  return new MalformedJson('not JSON', text.slice(0, at), `: expected ${expected}`);
}

/** By index, like the characters: half a million matches would cost a hundred times their text. */
function countLines(text: string): number {
  let lines = 1;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) === 0x0a) lines++;
  return lines;
}

/** The text up to the first bytes that are no UTF-8: there its decoding, encoded again, differs from what was sent. */
function beforeFalseBytes(bytes: Buffer): string {
  const again = Buffer.from(bytes.toString('utf8'));
  let at = 0;
  while (bytes[at] === again[at]) at++;
  return bytes.subarray(0, at).toString('utf8');
}

/** One pass over a text that may be anything, before memory is spent on it; whether it is JSON at all is told later. */
function checkShape(text: string, limits: JsonLimits): { hasEscapedKey: boolean } {
  let hasEscapedKey = false;
  const open: (Set<string> | null)[] = []; // a set of seen keys per open object, null per open array
  let isInObject = false;
  let keyExpected = false;
  let names = 0;
  let items = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const end = closingQuote(text, at);
        if (keyExpected) {
          const literal = text.slice(at, end + 1);
          if (literal.includes('\\')) hasEscapedKey = true;
          if (++names > limits.names) throw new ApiError(httpErrors.bodyTooLarge);
          if (!addKey(open.at(-1) as Set<string>, literal, text))
            throw new MalformedJson('a key given twice', text.slice(0, at));
          keyExpected = false;
        }
        at = end;
        break;
      }
      case 0x7b:
      case 0x5b:
        if (open.length === MAX_DEPTH)
          throw new MalformedJson(`nested deeper than ${MAX_DEPTH} levels`, text.slice(0, at));
        if (++items > limits.items) throw new ApiError(httpErrors.bodyTooLarge);
        isInObject = text.charCodeAt(at) === 0x7b;
        keyExpected = isInObject;
        open.push(isInObject ? new Set() : null);
        break;
      case 0x7d:
      case 0x5d:
        open.pop();
        isInObject = open.at(-1) != null;
        keyExpected = false;
        break;
      case 0x2c:
        if (!isInObject && ++items > limits.items) throw new ApiError(httpErrors.bodyTooLarge);
        keyExpected = isInObject;
        break;
    }
  }
  return { hasEscapedKey };
}

/** @returns whether the object did not have it yet */
function addKey(keys: Set<string>, literal: string, text: string): boolean {
  // "a" and "\u0061" are one key, so an escaped key is compared decoded.
  const key = literal.includes('\\') ? decoded(literal, text) : literal.slice(1, -1);
  const { size } = keys;
  return keys.add(key).size > size;
}

/** @param text the whole, to tell where it stops being JSON */
function decoded(literal: string, text: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    throw notJson(text);
  }
}

/** @throws MalformedJson where the string has no end */
function closingQuote(text: string, opening: number): number {
  const quote = text.indexOf('"', opening + 1);
  if (quote !== -1 && text.charCodeAt(quote - 1) !== 0x5c) return quote;
  for (let at = opening + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at;
    if (code === 0x5c) at++;
  }
  throw notJson(text);
}

/**
 * The value of a checked text that escapes a key, built by hand. V8 may take such a key for one of an earlier document
 * (after any document with the key `"\\"`, the key `"\n"` can be read as `\`; nodejs/node issue 63785): one caller's
 * body would change how another's is read. Literals on their own are read rightly.
 */
function rebuild(text: string): unknown {
  let at = 0;
  const next = (): string => {
    at = endOf(SEPARATORS, text, at);
    return text[at] as string;
  };
  const read = (): unknown => {
    const first = next();
    if (first !== '{' && first !== '[') {
      const start = at;
      at = first === '"' ? closingQuote(text, at) + 1 : endOf(WORD, text, at);
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

/** The grammar has been checked: these only separate. */
const SEPARATORS = /[ \t\n\r,:]*/y;
/** A number, true, false or null. */
const WORD = /[^ \t\n\r,:\]}]*/y;

function endOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  pattern.test(text);
  return pattern.lastIndex;
}
