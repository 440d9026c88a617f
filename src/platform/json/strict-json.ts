import { isUtf8 } from 'node:buffer';
import { ApiError } from '../errors/error-definition.ts';
import { httpErrors } from '../errors/http-errors.ts';

/** Deeper documents are refused: hashing, logging or echoing them would overflow the stack. */
const MAX_DEPTH = 32;

/** What a document may hold before anything is made of it: reading and judging cost by the piece, not by the byte. */
export type JsonLimits = {
  /** Of the members of all its objects (SPEC 2, "Cost"). */
  names: number;
  /** Objects and arrays; what an array holds besides costs no more than its bytes. */
  containers: number;
};
const OF_A_REQUEST: JsonLimits = { names: 1_000, containers: 1_000 };
/** For documents that no stranger has sent. */
export const NO_LIMITS: JsonLimits = {
  names: Number.POSITIVE_INFINITY,
  containers: Number.POSITIVE_INFINITY,
};

/** Why a body is not acceptable JSON; goes to the log, never to the caller. */
export class MalformedJson extends Error {}

/**
 * JSON as SPEC 2 wants it: UTF-8 without repair, no duplicate keys, at most 32 levels.
 * `JSON.parse` alone lets the last duplicate win, which lets two readers of one body see two documents.
 * @throws MalformedJson; ApiError 413 for more than the limits
 */
export function parseStrictJson(bytes: Buffer, limits = OF_A_REQUEST): unknown {
  if (!isUtf8(bytes)) throw new MalformedJson('invalid UTF-8');
  const text = bytes.toString('utf8');
  const { hasEscapedKey } = checkShape(text, limits);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // V8 quotes the text around the mistake, which may be a secret: only the place is told.
    const place = / at position \d+( \(line \d+ column \d+\))?/.exec((error as Error).message)?.[0] ?? '';
    throw new MalformedJson(`not JSON${place}`);
  }
  return hasEscapedKey ? rebuild(text) : value;
}

/** One pass over a text that may be anything, before memory is spent on it; whether it is JSON at all is told later. */
function checkShape(text: string, limits: JsonLimits): { hasEscapedKey: boolean } {
  let hasEscapedKey = false;
  const open: (Set<string> | null)[] = []; // a set of seen keys per open object, null per open array
  let isInObject = false;
  let keyExpected = false;
  let names = 0;
  let containers = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const end = closingQuote(text, at);
        if (keyExpected) {
          const literal = text.slice(at, end + 1);
          if (literal.includes('\\')) hasEscapedKey = true;
          if (++names > limits.names) throw new ApiError(httpErrors.bodyTooLarge);
          addKey(open.at(-1) as Set<string>, literal);
          keyExpected = false;
        }
        at = end;
        break;
      }
      case 0x7b:
      case 0x5b:
        if (open.length === MAX_DEPTH) throw new MalformedJson(`deeper than ${MAX_DEPTH} levels`);
        if (++containers > limits.containers) throw new ApiError(httpErrors.bodyTooLarge);
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
        keyExpected = isInObject;
        break;
    }
  }
  return { hasEscapedKey };
}

function addKey(keys: Set<string>, literal: string): void {
  // "a" and "\u0061" are one key, so an escaped key is compared decoded.
  const key = literal.includes('\\') ? decoded(literal) : literal.slice(1, -1);
  if (keys.has(key)) throw new MalformedJson('duplicate key');
  keys.add(key);
}

function decoded(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    throw new MalformedJson('not JSON: a key with an unknown escape');
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
  throw new MalformedJson('not JSON: a string without an end');
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
