/**
 * Goal: the figures of the page "Health" are what happened, also where several processes answer in turn.
 *
 * Method: answers made by hand; rates are compared with what a person would reckon.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byProcess, lineOf, ratesOf, type Sample, SHOWN_MS, type Status } from './rates.ts';

const sample = (atMs: number, instance: string, counters: Partial<Status['counters']>): Sample => ({
  atMs,
  status: { instance, counters: { ...NONE, ...counters } } as Status,
});
const NONE = { requests: 0, refused: 0, failed: 0, duration_seconds_sum: 0, links: 0, licenses_created: 0 };

test('a rate is what was added in a second, and the mean time is that of the answers in between', () => {
  const [rate] = ratesOf([
    sample(1000, 'a', { requests: 10, refused: 1, duration_seconds_sum: 1 }),
    sample(6000, 'a', { requests: 20, refused: 2, failed: 5, duration_seconds_sum: 1.5 }),
  ]);
  assert.deepEqual(rate, { atMs: 6000, requests: 2, refused: 0.2, failed: 1, ms: 50 });
});

test('without an answer in between there is no mean time, and no division by nothing', () => {
  assert.deepEqual(ratesOf([sample(0, 'a', {}), sample(0, 'a', {})]), [
    { atMs: 0, requests: 0, refused: 0, failed: 0, ms: undefined },
  ]);
  assert.deepEqual(ratesOf([sample(0, 'a', {})]), []);
});

test('answers of two processes, or of one before and after its restart, are never subtracted from one another', () => {
  const [first, second] = byProcess([
    sample(0, 'a', { requests: 1000 }),
    sample(5000, 'b', { requests: 1 }),
    sample(10_000, 'a', { requests: 1020 }),
  ]).map(ratesOf);
  assert.deepEqual(
    first?.map(({ requests }) => requests),
    [2],
  );
  assert.deepEqual(second, []);
});

test('a line ends at the right, its largest value at the top; nothing but zeros lies at the bottom', () => {
  const size = { width: 100, height: 10 };
  const points = [
    { atMs: 0, value: 1 },
    { atMs: SHOWN_MS / 2, value: 2 },
  ];
  assert.equal(lineOf(points, size), '50.0,5.0 100.0,0.0');
  assert.equal(lineOf([{ atMs: 5, value: 0 }], size), '100.0,10.0');
  assert.equal(lineOf([], size), '');
});
