/**
 * Goal: a mistake in JSON is told where it is, and what is JSON has none.
 * Method: the runtime's own parser judges the same texts, whole and cut off anywhere.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mistakeIn } from './json-mistake.ts';

const RIGHT =
  '{\n  "a": [1, -0.5e+3, true, null, {}, []],\n  "ї \\u0031\\"": {"a": ""},\n  "z": [[], {"b": false}]\n}\n';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('it is JSON, or has a mistake, exactly as the parser says', () => {
  assert.equal(mistakeIn(RIGHT), undefined);
  for (let at = 0; at < RIGHT.length; at++)
    for (const text of [
      RIGHT.slice(0, at),
      RIGHT.slice(0, at) + RIGHT.slice(at + 1),
      `${RIGHT.slice(0, at)},${RIGHT.slice(at)}`,
    ])
      assert.equal(mistakeIn(text) === undefined, isJson(text), text);
});

test('its place is that of the first character that does not fit', () => {
  assert.deepEqual(mistakeIn('{\n  "a": 1\n  "b": 2\n}'), { line: 3, column: 3, expected: 'comma' });
  assert.deepEqual(mistakeIn("{'a': 1}"), { line: 1, column: 2, expected: 'name' });
  assert.deepEqual(mistakeIn('{"a" 1}'), { line: 1, column: 6, expected: 'colon' });
  assert.deepEqual(mistakeIn('[01]'), { line: 1, column: 3, expected: 'comma' });
  assert.deepEqual(mistakeIn('[1,]'), { line: 1, column: 4, expected: 'value' });
  assert.deepEqual(mistakeIn(''), { line: 1, column: 1, expected: 'value' });
  assert.deepEqual(mistakeIn('{} {}'), { line: 1, column: 4, expected: 'end' });
});

test('a name that stands twice is a mistake here, as it is for the registry', () => {
  assert.deepEqual(mistakeIn('{"a": 1,\n"\\u0061": 2}'), { line: 2, column: 1, expected: 'once' });
  assert.equal(mistakeIn('[{"a": 1}, {"a": 1}]'), undefined);
});
