/**
 * Goal: who develops sees a changed line after a reload, and nothing is made twice of the same sources.
 * Method: a clock of changes in hand.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastChange, madeAgainWhenChanged } from './freshness.ts';

test('it is made once, and once more after each change', async () => {
  let made = 0;
  let changed = 1;
  const open = madeAgainWhenChanged(
    () => {
      const number = ++made;
      return async () => number;
    },
    () => changed,
  );
  assert.deepEqual([await open(), await open()], [1, 1]);
  changed = 2;
  assert.deepEqual([await open(), await open()], [2, 2]);
});

test('the last change is that of a file of the console, the client or the look', () => {
  assert.ok(lastChange() > Date.parse('2026-01-01'));
});
