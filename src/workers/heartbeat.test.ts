/**
 * Goal: a worker that hangs is ended, and one that is merely slow is not.
 * Method: the questions at a short interval, answered, answered late, and not answered.
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { keepAsking } from './heartbeat.ts';

function begin(t: TestContext) {
  const seen = { asked: 0, ended: 0 };
  const heartbeat = keepAsking(
    {
      ask: () => {
        seen.asked += 1;
      },
      end: () => {
        seen.ended += 1;
      },
    },
    1,
  );
  t.after(heartbeat.stop);
  return { seen, heartbeat };
}
const until = async (holds: () => boolean) => {
  while (!holds()) await delay(1);
};

test('four questions without an answer end it, once', async (t) => {
  const { seen } = begin(t);
  await until(() => seen.ended > 0);
  await delay(20);
  assert.deepEqual(seen, { asked: 4, ended: 1 });
});

test('any word in between begins the count anew', async (t) => {
  const { seen, heartbeat } = begin(t);
  for (let words = 1; words <= 5; words += 1) {
    await until(() => seen.asked >= words * 3 || seen.ended > 0);
    heartbeat.heard();
  }
  assert.equal(seen.ended, 0);
});
