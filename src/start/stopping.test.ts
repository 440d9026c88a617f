/**
 * Goal: a stop goes through its states in time, and none of them makes it longer than SPEC 13.2 allows.
 * Method: a clock in the test's hand.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DRAIN_MS } from '../platform/http/listening.ts';
import { createStopping } from './stopping.ts';

const stateOf = ({ isDraining, isLeaving, isRefusing }: ReturnType<typeof createStopping>) => [
  isDraining(),
  isLeaving(),
  isRefusing(),
];

test('without a delay requests are refused from the signal on', async () => {
  const stopping = createStopping(0);
  assert.deepEqual(stateOf(stopping), [false, false, false]);
  stopping.begin();
  assert.deepEqual(stateOf(stopping), [true, false, true]);
  await stopping.left();
  assert.equal(stopping.graceMs, DRAIN_MS);
});

test('with a delay they are served until it is over, and those in flight get what is left', (t) => {
  let now = 1_000;
  t.mock.method(performance, 'now', () => now);
  const stopping = createStopping(2);
  stopping.begin();
  assert.deepEqual(stateOf(stopping), [true, true, false]);
  now += 1_999;
  stopping.begin(); // a repeated signal does not begin anew
  assert.deepEqual(stateOf(stopping), [true, true, false]);
  now += 1;
  assert.deepEqual(stateOf(stopping), [true, false, true]);
  assert.equal(stopping.graceMs, DRAIN_MS - 2_000);
});

test('a start that fails waits for nobody', async () => {
  const stopping = createStopping(5);
  await stopping.left();
  assert.deepEqual(stateOf(stopping), [false, false, false]);
});
