/**
 * Goal: a worker that dies is replaced for ever, and one that cannot start is given up.
 * Method: processes that only say how they ended; timers in the test's hand.
 */
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createLogger } from '../platform/log.ts';
import { type Ended, keepRunning } from './restarts.ts';

const log = createLogger('silent', { write() {} });
const died: Ended = { hasServed: true, code: null, signal: 'SIGKILL' };
const neverServed: Ended = { hasServed: false, code: 1, signal: null };

/** Runs processes that end so, one after the other. */
async function play(endings: Ended[]): Promise<{ runs: number; error: Error | undefined }> {
  mock.timers.enable({ apis: ['setTimeout'] });
  const stopping = new AbortController();
  let runs = 0;
  const run = async () => {
    const ending = endings[runs++];
    if (ending !== undefined) return ending;
    stopping.abort();
    return died;
  };
  let error: Error | undefined;
  let isOver = false;
  const kept = keepRunning(1, run, { signal: stopping.signal, log })
    .catch((thrown) => {
      error = thrown;
    })
    .finally(() => {
      isOver = true;
    });
  while (!isOver) {
    await new Promise(setImmediate);
    mock.timers.tick(10_000);
  }
  await kept;
  mock.timers.reset();
  return { runs, error };
}

test('a worker that has served is replaced, however often', async () => {
  assert.deepEqual(await play(Array(20).fill(died)), { runs: 21, error: undefined });
});

test('five starts in a row that fail are the last', async () => {
  const { runs, error } = await play(Array(9).fill(neverServed));
  assert.equal(runs, 5);
  assert.match(String(error), /Worker 1 could not start 5 times in a row/);
});

test('a start that succeeds begins the count anew', async () => {
  const four = Array(4).fill(neverServed);
  assert.equal((await play([...four, died, ...four])).error, undefined);
});
