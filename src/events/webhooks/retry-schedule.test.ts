/**
 * Goal: when a failed attempt is repeated, and when no more.
 * Method: the schedule with its random part injected.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextAttemptAt, RETRY_DELAYS_SECONDS } from './retry-schedule.ts';

const now = new Date('2026-11-22T10:00:00Z');

test('attempts are 5 s, 30 s, 2 min, 10 min, 30 min, 2 h and 6 h apart, or up to a fifth more', () => {
  assert.deepEqual(RETRY_DELAYS_SECONDS, [5, 30, 120, 600, 1800, 7200, 21600]);
  for (const [index, seconds] of RETRY_DELAYS_SECONDS.entries()) {
    const waitsMs = [0, 0.5, 1].map((random) => Number(nextAttemptAt(now, index + 1, random)) - Number(now));
    assert.deepEqual(waitsMs, [seconds * 1000, seconds * 1100, seconds * 1200]);
  }
});

test('after the eighth failed attempt there is none', () => {
  assert.equal(nextAttemptAt(now, 8, 0), undefined);
});
