/**
 * Goal: never more run than may, and in their order.
 * Method: pieces of work that the test holds back.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createLimit } from './limit.ts';

test('never more run than may, all come to run in their order, and a failure frees its place', async () => {
  const limit = createLimit(3);
  let running = 0;
  let most = 0;
  const started: number[] = [];
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, number) =>
      limit(async () => {
        started.push(number);
        running += 1;
        most = Math.max(most, running);
        await setImmediate();
        running -= 1;
        if (number % 7 === 0) throw new Error(String(number));
        return number;
      }),
    ),
  );
  assert.equal(most, 3);
  assert.deepEqual(
    started,
    Array.from({ length: 50 }, (_, number) => number),
  );
  assert.equal(results.filter(({ status }) => status === 'rejected').length, 8);
  assert.equal(await limit(async () => 'still open'), 'still open');
});
