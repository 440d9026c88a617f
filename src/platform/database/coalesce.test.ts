/**
 * Goal: questions of one turn become one batch, each with its own answer or failure.
 * Method: a batch function that the test holds back.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiError } from '../errors/error-definition.ts';
import { coalesce } from './coalesce.ts';
import { noLoad } from './load.ts';

/** An `ask` that records its batches and answers them when told to. */
function recorder() {
  const batches: { questions: number[]; settle: PromiseWithResolvers<number[]> }[] = [];
  const ask = (questions: number[]) => {
    const settle = Promise.withResolvers<number[]>();
    batches.push({ questions, settle });
    return settle.promise;
  };
  return { batches, ask };
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const double = (numbers: number[]) => numbers.map((number) => number * 2);

test('questions of one turn are one batch, and each gets its own answer', async () => {
  const { batches, ask } = recorder();
  const put = coalesce(ask);
  const answers = Promise.all([put(1), put(2), put(3)]);
  await turn();
  assert.deepEqual(
    batches.map(({ questions }) => questions),
    [[1, 2, 3]],
  );
  batches[0]?.settle.resolve(double([1, 2, 3]));
  assert.deepEqual(await answers, [2, 4, 6]);
});

test('while two batches are under way, further questions wait and then go together, which is counted', async () => {
  const { batches, ask } = recorder();
  const load = noLoad();
  const put = coalesce(ask, load);
  const first = put(1);
  await turn();
  const second = put(2);
  await turn();
  const later = Promise.all([put(3), put(4)]);
  await turn();
  assert.equal(batches.length, 2);
  assert.deepEqual(load, { ...noLoad(), waiting: 2, batches: 2, questions: 2 });
  batches[0]?.settle.resolve([2]);
  assert.equal(await first, 2);
  await turn();
  assert.deepEqual(batches[2]?.questions, [3, 4]);
  assert.deepEqual(load, { ...noLoad(), batches: 3, questions: 4 });
  batches[1]?.settle.resolve([4]);
  batches[2]?.settle.resolve([6, 8]);
  assert.deepEqual([await second, await later], [4, [6, 8]]);
});

test('a batch that finds no database fails its own questions and no others', async () => {
  const { batches, ask } = recorder();
  const put = coalesce(ask);
  const failing = Promise.allSettled([put(1), put(2)]);
  await turn();
  const next = put(3);
  await turn();
  batches[0]?.settle.reject(Object.assign(new Error('away'), { code: 'ECONNRESET' }));
  batches[1]?.settle.resolve([6]);
  assert.deepEqual(
    (await failing).map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.equal(await next, 6);
});

test('a question that is refused fails alone', async () => {
  const asked: number[][] = [];
  const put = coalesce(async (questions: number[]) => {
    asked.push(questions);
    if (questions.includes(2)) throw new Error('no such question');
    return double(questions);
  });
  const outcomes = await Promise.allSettled([put(1), put(2), put(3)]);
  assert.deepEqual(asked, [[1, 2, 3], [1], [2], [3]]);
  assert.deepEqual(
    outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.message)),
    [2, 'no such question', 6],
  );
});

test('what would wait behind ten thousand others is told to come back, and they are answered', async () => {
  const { batches, ask } = recorder();
  const put = coalesce(ask);
  const waiting = Array.from({ length: 10_000 }, (_, n) => put(n));
  await assert.rejects(put(-1), (error: ApiError) => error.definition.status === 503);
  for (let done = 0; done < waiting.length; ) {
    await turn();
    for (const { questions, settle } of batches.splice(0)) {
      settle.resolve(double(questions));
      done += questions.length;
    }
  }
  assert.equal((await Promise.all(waiting)).at(-1), 19_998);
});
