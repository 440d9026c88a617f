/**
 * Goal: what lies between a request that failed and one that passed is told, and nothing else.
 * Method: pairs of texts and of bodies, and any texts at all.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changedFields, linesApart } from './difference.ts';

const changed = (lines: { text: string; changed: boolean }[]) =>
  lines.filter((line) => line.changed).map(({ text }) => text);

test('the lines that differ are marked on both sides', () => {
  const { left, right } = linesApart('{\n  "a": 1,\n  "b": 2\n}', '{\n  "a": 1,\n  "b": 3,\n  "c": 4\n}');
  assert.deepEqual(changed(left), ['  "b": 2']);
  assert.deepEqual(changed(right), ['  "b": 3,', '  "c": 4']);
});

test('what is not marked is the same on both sides, and no line is lost', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      const { left, right } = linesApart(one, other);
      const text = (lines: typeof left) => lines.map((line) => line.text).join('\n');
      const same = (lines: typeof left) => lines.filter((line) => !line.changed).map((line) => line.text);
      assert.deepEqual([text(left), text(right)], [one, other]);
      assert.deepEqual(same(left), same(right));
      if (one === other) assert.deepEqual(changed(left), []);
    }),
  );
});

test('fields are changed, added, taken away', () => {
  assert.deepEqual(changedFields({ a: 1, b: [2], c: 3 }, { a: 2, b: [2], d: null }), [
    { name: 'a', before: '1', after: '2' },
    { name: 'c', before: '3' },
    { name: 'd', after: 'null' },
  ]);
  assert.deepEqual(changedFields('text', { a: 1 }), []);
  assert.deepEqual(changedFields(undefined, undefined), []);
});
