/**
 * Goal: a file of heads is read as it was written, and anything else is refused with a reason.
 * Method: files that are damaged in one place each.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HeadsError, headsAsText, type KeptHeads, parseHeads } from './heads.ts';

const heads: KeptHeads = {
  takenAt: '2026-11-26T10:00:00.000Z',
  lanes: Array.from({ length: 64 }, (_, lane) => ({
    lane,
    position: lane,
    rowId: lane === 0 ? null : String(1000 + lane),
    hash: lane.toString(16).padStart(64, '0'),
  })),
};
const text = headsAsText(heads);

test('what is written is read again', () => assert.deepEqual(parseHeads(text), heads));

test('a byte order mark in front changes nothing', () =>
  assert.deepEqual(parseHeads(`\uFEFF${text}`), heads));

test('a file has a line a lane', () => {
  assert.equal(text.split('\n').filter((line) => line.includes('"hash"')).length, 64);
});

describe('refused is', () => {
  const damaged: [what: string, file: string, reason: RegExp][] = [
    ['nothing', '', /not JSON/],
    ['half a file', text.slice(0, text.length / 2), /not JSON/],
    ['another document', '{"rows":3}', /does not say that it is one/],
    ['null', 'null', /does not say that it is one/],
    ['another version', text.replace('"version": 1', '"version": 2'), /version is 2/],
    ['no time', text.replace(heads.takenAt, 'yesterday'), /taken_at/],
    ['a time that is more', text.replace(heads.takenAt, '2026-11-26 (as the auditor says)'), /taken_at/],
    ['no day', text.replace('11-26', '13-32'), /taken_at/],
    ['a lane too few', text.replace(/ {4}\{"lane":7,.*\n/, ''), /63 lanes in place of 64/],
    ['no lanes', text.replace(/"lanes": [\s\S]*$/, '"lanes": null}'), /no lanes/],
    ['a lane twice', text.replace('"lane":7,', '"lane":6,'), /entry 8 .* lane 7/],
    ['a lane that is null', text.replace(/\{"lane":7,.*?\}/, 'null'), /entry 8/],
    ['a negative position', text.replace('"position":7,', '"position":-7,'), /entry 8/],
    ['a position as text', text.replace('"position":7,', '"position":"7",'), /entry 8/],
    ['a row that is no number', text.replace('"1007"', '"x"'), /entry 8/],
    ['a row of an empty lane', text.replace('null', '"1"'), /entry 1 /],
    ['half a hash', text.replace(`${'0'.repeat(63)}7`, '07'), /entry 8/],
  ];
  for (const [what, file, reason] of damaged) {
    test(what, () => {
      assert.notEqual(file, text);
      assert.throws(
        () => parseHeads(file),
        (error) => error instanceof HeadsError && reason.test(error.message),
      );
    });
  }
});
