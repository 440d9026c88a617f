/**
 * Goal: what could act on a terminal or hide in a line is shown, and nothing else is changed.
 * Method: characters of every kind; random texts.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { visible, visibleJson, visibleLines } from './visible.ts';

/** A character, and how it is shown. */
const SHOWN: readonly [string, string][] = [
  ['\u001b', '\\u001b'],
  ['\0', '\\u0000'],
  ['\b', '\\u0008'],
  ['\u007f', '\\u007f'],
  ['\u009b', '\\u009b'],
  ['\u0085', '\\u0085'],
  ['\u00ad', '\\u00ad'],
  ['\u061c', '\\u061c'],
  ['\u200b', '\\u200b'],
  ['\u200e', '\\u200e'],
  ['\u202e', '\\u202e'],
  ['\u2028', '\\u2028'],
  ['\u2066', '\\u2066'],
  ['\u2069', '\\u2069'],
  ['\u3164', '\\u3164'],
  ['\ufeff', '\\ufeff'],
  ['\ud800', '\\ud800'],
  ['\u{e0041}', '\\udb40\\udc41'],
];

describe('shown is', () => {
  for (const [character, shown] of SHOWN)
    test(shown, () => {
      assert.equal(visible(`а${character}b`), `а${shown}b`);
      assert.equal(visibleLines(`а\n${character}b`), `а\n${shown}b`);
      const json = JSON.stringify({ x: `а${character}b` });
      assert.deepEqual(JSON.parse(visibleJson(json)), JSON.parse(json));
      assert.equal(visible(visibleJson(json)), visibleJson(json));
    });
  test('a line break only where it could begin a line of somebody else', () => {
    assert.equal(visible('a\r\nb\tc'), 'a\\u000d\\u000ab\\u0009c');
    assert.equal(visibleLines('a\r\nb\tc\rd'), 'a\r\nb\tc\\u000dd');
  });
});

test('what can be seen is left alone', () => {
  for (const text of ['', 'МОЗ України, №5', 'é', 'e\u0301', '漢字 😀', '\u00a0', '\\u001b', '═│✓'])
    for (const show of [visible, visibleLines, visibleJson]) assert.equal(show(text), text);
});

test('a document means the same, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = visibleJson(JSON.stringify({ [text]: text }));
      assert.equal(JSON.parse(shown)[text], text);
      assert.equal(visible(shown), shown);
    }),
  );
});
