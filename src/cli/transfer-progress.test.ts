/**
 * Goal: a transfer shows how far it is, how fast, and how long it will take, and leaves a terminal as it should be.
 * Method: a stream and a clock of the test.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byteText, createTransferProgress } from './transfer-progress.ts';

const MIB = 1024 ** 2;

function shown(isTTY: boolean, states: [seconds: number, done: number, total: number | undefined][]): string {
  let now = 0;
  let text = '';
  const stream = { isTTY, columns: 100, write: (part: string) => (text += part) };
  const progress = createTransferProgress(stream, () => now * 1000);
  for (const [seconds, done, total] of states) {
    now = seconds;
    progress.show(done, total);
  }
  progress.end();
  return text;
}

test('on a terminal a bar is drawn over itself, at most ten times a second, and at the end', () => {
  const text = shown(true, [
    [1, 10 * MIB, 40 * MIB],
    [1.05, 11 * MIB, 40 * MIB],
    [3, 30 * MIB, 40 * MIB],
    [3.01, 40 * MIB, 40 * MIB],
  ]);
  const [, first, second, last, ...rest] = text.split('\r');
  assert.deepEqual(rest, []);
  assert.match(first ?? '', /^\[#{7}-{23}\] 25 % of 40\.0 MiB, 10\.0 MiB\/s, 3 s left/);
  assert.match(second ?? '', /75 % of .*1 s left/);
  assert.match(last ?? '', /^\[#{30}\] 100 % of 40\.0 MiB, 13\.3 MiB\/s.{0,3}\n$/);
});

test('elsewhere a line every five seconds; a short transfer shows none', () => {
  assert.equal(
    shown(false, [
      [1, 1, 4],
      [4.9, 4, 4],
    ]),
    '',
  );
  const lines = shown(false, [
    [2, 1, 9000],
    [5, 3000, 9000],
    [6, 4000, 9000],
    [10, 9000, 9000],
  ]);
  assert.equal(lines, '33 % of 8.8 KiB, 600 B/s, 10 s left\n100 % of 8.8 KiB, 900 B/s\n');
});

test('what is not known, empty or long', () => {
  assert.match(shown(true, [[2, 2048, undefined]]), /^\r2\.0 KiB, 1\.0 KiB\/s/);
  assert.match(shown(true, [[0, 0, 0]]), /100 % of 0 B, 0 B\/s/);
  assert.match(shown(true, [[1, MIB, 100 * MIB]]), /1 min 39 s left/);
  assert.match(shown(true, [[1, MIB, 10_001 * MIB]]), /2 h 46 min left/);
  assert.deepEqual([0, 1023, 1024, 5 * 1024 ** 4, 2 ** 60].map(byteText), [
    '0 B',
    '1023 B',
    '1.0 KiB',
    '5.0 TiB',
    '1048576.0 TiB',
  ]);
});
