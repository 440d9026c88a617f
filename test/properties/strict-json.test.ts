/**
 * Goal: the strict parser reads what JSON.parse reads, but for what it must refuse.
 * Method: generated and damaged documents.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { MalformedJson, parseStrictJson } from '../../src/platform/json/strict-json.ts';

const MAX_DEPTH = 32;

/**
 * What the strict parser has to find, by another way: a recursive reader of text that JSON.parse accepts. It also
 * builds the value, because JSON.parse may misread an escaped key after certain other documents.
 */
function examine(text: string): { depth: number; hasDuplicate: boolean; value: unknown } {
  let at = 0;
  let hasDuplicate = false;
  const skipBlanks = () => {
    while (/[ \t\n\r]/.test(text[at] ?? '')) at++;
  };
  const readScalar = (): unknown => {
    const scalar = /"(?:[^"\\]|\\.)*"|[^\s,:\]}]+/y;
    scalar.lastIndex = at;
    const [found] = scalar.exec(text) as RegExpExecArray;
    at += found.length;
    return JSON.parse(found);
  };
  const readValue = (): { depth: number; value: unknown } => {
    skipBlanks();
    const isObject = text[at] === '{';
    if (!isObject && text[at] !== '[') return { depth: 0, value: readScalar() };
    at++;
    const members = new Map<unknown, unknown>();
    let deepest = 0;
    let count = 0;
    for (skipBlanks(); text[at] !== '}' && text[at] !== ']'; skipBlanks()) {
      if (text[at] === ',') {
        at++;
        continue;
      }
      let name: unknown = count;
      if (isObject) {
        name = readScalar();
        skipBlanks();
        at++; // the colon
      }
      const { depth, value } = readValue();
      deepest = Math.max(deepest, depth);
      members.set(name, value);
      count++;
    }
    at++;
    if (members.size < count) hasDuplicate = true;
    return { depth: deepest + 1, value: isObject ? Object.fromEntries(members) : [...members.values()] };
  };
  return { ...readValue(), hasDuplicate };
}

/** The verdict that the specification asks for. */
function oracle(bytes: Buffer): { value: unknown } | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes); // without a byte order mark
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const { depth, hasDuplicate, value } = examine(text);
  return depth > MAX_DEPTH || hasDuplicate ? undefined : { value };
}

function assertAgreement(bytes: Buffer): void {
  const expected = oracle(bytes);
  if (expected) assert.deepEqual(parseStrictJson(bytes), expected.value);
  else assert.throws(() => parseStrictJson(bytes), MalformedJson);
}

/** Few distinct keys, so that duplicates are common, in spellings that hide it. */
const key = fc.constantFrom(
  '"a"',
  '"\\u0061"',
  '"b"',
  '"\\""',
  '"\\\\"',
  '"\\u005c"',
  '"__proto__"',
  '"ї"',
  '"\\u0457"',
  '""',
  '"{\\"a\\":1,\\"a\\":2}"',
);
const blanks = fc.constantFrom('', '', ' ', '\n', '\t\r ');
const text = fc.string({ unit: 'binary' }).map((each) => JSON.stringify(each));
const { value: document } = fc.letrec<{ value: string; member: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.constantFrom('null', 'true', 'false', '0', '-0', '1e400', '1.5E-3', '123456789012345678901234567890'),
    text,
    key,
    fc
      .tuple(blanks, fc.array(tie('value'), { maxLength: 4 }), blanks)
      .map(([before, items, after]) => `[${before}${items.join(`${after},${before}`)}${after}]`),
    fc
      .tuple(blanks, fc.array(tie('member'), { maxLength: 4 }), blanks)
      .map(([before, members, after]) => `{${before}${members.join(`${after},${before}`)}${after}}`),
  ),
  member: fc
    .tuple(key, blanks, blanks, tie('value'))
    .map(([name, before, after, value]) => `${name}${before}:${after}${value}`),
}));

test('a key is read as it is written, whatever was read before', () => {
  const read = (text: string) => parseStrictJson(Buffer.from(text));
  for (let round = 0; round < 3; round++) {
    assert.deepEqual(read('{"h":[],"\\\\":0}'), { h: [], '\\': 0 });
    assert.deepEqual(read('{"h":1,"\\"":2}'), { h: 1, '"': 2 });
    assert.deepEqual(read('{"h":1,"\\u0074ype":2}'), { h: 1, type: 2 });
    assert.deepEqual(Object.entries(read('{"h":1,"\\u005f_proto__":{"a":2}}') as object), [
      ['h', 1],
      ['__proto__', { a: 2 }],
    ]);
  }
});

describe('the strict JSON parser agrees with JSON.parse but for duplicates, depth and encoding', () => {
  test('for documents of every form', () => {
    fc.assert(
      fc.property(document, (each) => assertAgreement(Buffer.from(each))),
      { numRuns: 1000 },
    );
  });

  test('around the limit of depth', () => {
    const levels = fc.array(fc.constantFrom('array', 'object'), { minLength: 28, maxLength: 36 });
    fc.assert(
      fc.property(levels, document, (kinds, inner) => {
        const wrap = (value: string, kind: string) =>
          kind === 'array' ? `["[",${value}]` : `{"{[":${value}}`;
        assertAgreement(Buffer.from(kinds.reduce(wrap, inner)));
      }),
      { numRuns: 300 },
    );
  });

  test('for documents with a character removed, repeated or put in', () => {
    const mutation = fc.tuple(
      fc.nat(),
      fc.constantFrom('remove', 'repeat', 'insert'),
      fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', 'a', '0', '\0', '\ufeff', ' '),
    );
    fc.assert(
      fc.property(document, mutation, (each, [where, how, character]) => {
        const at = where % (each.length + 1);
        const middle = {
          remove: '',
          repeat: (each[at] ?? '').repeat(2),
          insert: character + (each[at] ?? ''),
        }[how];
        assertAgreement(Buffer.from(each.slice(0, at) + middle + each.slice(at + 1)));
      }),
      { numRuns: 1000 },
    );
  });

  test('for documents with a byte changed, UTF-8 or not', () => {
    fc.assert(
      fc.property(document, fc.nat(), fc.integer({ min: 0, max: 255 }), (each, where, byte) => {
        const bytes = Buffer.from(each);
        bytes[where % bytes.length] = byte;
        assertAgreement(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  test('for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => assertAgreement(Buffer.from(bytes))));
  });
});
