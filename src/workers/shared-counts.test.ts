/**
 * Goal: requests are counted by address and window, in bounded memory.
 * Method: a clock in the test's hand.
 */
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createCounts } from './shared-counts.ts';

test('an address is counted in its own window, which begins with its first request', (t) => {
  let now = 0;
  t.mock.method(performance, 'now', () => now);
  const count = createCounts(1_000);
  assert.deepEqual(count('a'), { current: 1, ttl: 1_000 });
  now = 400;
  assert.deepEqual(count('a'), { current: 2, ttl: 600 });
  assert.deepEqual(count('b'), { current: 1, ttl: 1_000 });
  now = 1_000;
  assert.deepEqual(count('a'), { current: 1, ttl: 1_000 });
  mock.reset();
});

test('the address that was quiet longest is forgotten first', () => {
  const count = createCounts(60_000);
  count('quiet');
  count('busy');
  for (let at = 0; at < 4_999; at += 1) {
    count(`other-${at}`);
    count('busy');
  }
  assert.equal(count('busy').current, 5_001);
  assert.equal(count('quiet').current, 1);
});
