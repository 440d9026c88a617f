/**
 * Goal: one caller with much to do delays itself alone, and no queue is without end.
 * Method: work that ends when the test says so.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import { createTurns, type TurnLimits } from './turns.ts';

/** Turns, and the work that runs by them: `finish` ends what began first of a caller. */
function setting(limits: Partial<TurnLimits> = {}) {
  const turns = createTurns({
    atOnce: 2,
    perCaller: 1,
    patienceMs: 2_000,
    refusal: (reason) => new Error(reason),
    ...limits,
  });
  const running: { caller: string; end(): void }[] = [];
  const ask = (caller: string) => {
    const asked = turns(caller, () => new Promise<void>((resolve) => running.push({ caller, end: resolve })));
    asked.catch(() => {}); // a test that has seen enough leaves the rest waiting
    return asked;
  };
  const finish = async (caller: string) => {
    const at = running.findIndex((each) => each.caller === caller);
    running.splice(at, 1)[0]?.end();
    await settled();
  };
  return { ask, finish, runningCallers: () => running.map(({ caller }) => caller) };
}

test('a caller with sixteen pieces of work leaves room for another, who need not wait', async () => {
  const { ask, runningCallers } = setting();
  for (let n = 0; n < 16; n++) ask('flood');
  ask('honest');
  await settled();
  assert.deepEqual(runningCallers(), ['flood', 'honest']);
});

test('whoever waits is served in turn, not in the order in which the queue was filled', async () => {
  const { ask, finish, runningCallers } = setting({ atOnce: 1 });
  for (let n = 0; n < 16; n++) ask('flood');
  ask('one');
  ask('other');
  await settled();
  const served = [...runningCallers()];
  for (let n = 0; n < 4; n++) {
    await finish(served.at(-1) as string);
    served.push(...runningCallers());
  }
  assert.deepEqual(served, ['flood', 'one', 'other', 'flood', 'flood']);
});

test('work that fails gives its place back', async () => {
  const turns = createTurns({ atOnce: 1, perCaller: 1, patienceMs: 60_000, refusal: Error });
  await assert.rejects(
    turns('a', () => Promise.reject(new Error('work'))),
    /work/,
  );
  await assert.rejects(
    turns('a', () => {
      throw new Error('at once');
    }),
    /at once/,
  );
  assert.equal(await turns('a', async () => 'done'), 'done');
});

test('nobody waits longer than the limit, and whoever gave up is not served later', async () => {
  const { ask, finish, runningCallers } = setting({ atOnce: 1, patienceMs: 20 });
  ask('long');
  await assert.rejects(ask('late'), /did not come in time/);
  await finish('long');
  assert.deepEqual(runningCallers(), []);
  ask('later');
  assert.deepEqual(runningCallers(), ['later']);
});

test('a caller has an end to its queue, at which others still find theirs open', async () => {
  const { ask, finish } = setting({ atOnce: 1 });
  for (let n = 0; n < 101; n++) ask('flood');
  await assert.rejects(ask('flood'), /too many wait/);
  const honest = ask('honest');
  await finish('flood');
  await finish('honest');
  await honest;
});

test('all callers together have an end to their queue', async () => {
  const { ask } = setting({ atOnce: 1 });
  ask('running');
  for (let n = 0; n < 10_000; n++) ask(`caller ${n}`);
  await assert.rejects(ask('one more'), /too many wait/);
});
