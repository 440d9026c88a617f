/**
 * Goal: when a tag of If-None-Match is ours.
 * Method: examples of the header.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { etagMatches } from './conditional.ts';

const TAG = '"abc-_1"';

test('a tag is known when it is in the list, strong or weak, and for *', () => {
  for (const header of [TAG, `W/${TAG}`, `"x", ${TAG}`, `"x",${TAG},"y"`, ` ${TAG} `, '*', ' * '])
    assert.equal(etagMatches(header, TAG), true, header);
});

test('nothing else is', () => {
  assert.equal(etagMatches(undefined, TAG), false);
  for (const header of ['', '"abc"', 'abc-_1', '"abc-_1', '"x, abc-_1"', '"*"', TAG.toUpperCase()])
    assert.equal(etagMatches(header, TAG), false, header);
});
