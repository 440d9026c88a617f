/**
 * Goal: a second try lets a time-out on a busy machine pass, says so, and hides no failure.
 * Method: files that have ended, and what they would do the second time.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeRun } from './report.ts';
import type { FileOutcome, Outcome } from './run-file.ts';
import { tryAgain } from './second-try.ts';

const ended = (file: string, ...states: Outcome['state'][]): FileOutcome => ({
  file,
  ms: 1,
  output: '',
  outcomes: states.map((state, at) => ({ names: [`test ${at}`], state, ms: 1 })),
});

/** How the run closes, when files that failed do this at their second try. */
async function closing(first: FileOutcome[], ...seconds: FileOutcome[]) {
  const tried: string[] = [];
  const files = await tryAgain(first, async (file) => {
    tried.push(file);
    return seconds.find((second) => second.file === file) as FileOutcome;
  });
  assert.deepEqual(
    files.map(({ file }) => file),
    first.map(({ file }) => file),
  );
  return { tried, report: describeRun(files, 1) };
}

test('what passes only at the second try is told, and fails nothing', async () => {
  const { tried, report } = await closing(
    [ended('good.test.ts', 'passed'), ended('slow.test.ts', 'passed', 'failed')],
    ended('slow.test.ts', 'passed', 'passed'),
  );
  assert.deepEqual(tried, ['slow.test.ts']);
  assert.match(report, /Passed only at the second try:\n {2}slow\.test\.ts: test 1\n/);
  assert.match(report, /3 passed, 0 failed\n$/);
});

test('what fails twice has failed, be it in another test', async () => {
  for (const states of [
    ['passed', 'failed'],
    ['failed', 'passed'],
  ] as const) {
    const { report } = await closing([ended('a.test.ts', 'passed', 'failed')], ended('a.test.ts', ...states));
    assert.match(report, /Failed:\n {2}a\.test\.ts: test 1\n/);
    assert.doesNotMatch(report, /second try/);
    assert.match(report, /1 passed, 1 failed\n$/);
  }
});

test('to be skipped is not to pass', async () => {
  const { report } = await closing([ended('a.test.ts', 'failed')], ended('a.test.ts', 'skipped'));
  assert.match(report, /0 passed, 1 failed\n$/);
});

test('more than five files have a cause in common, and none is tried again', async () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_each, at) => ended(`${at}.test.ts`, 'failed'));
  const passing = many(6).map(({ file }) => ended(file, 'passed'));
  assert.deepEqual((await closing(many(5), ...passing)).tried.length, 5);
  const { tried, report } = await closing(many(6), ...passing);
  assert.deepEqual(tried, []);
  assert.match(report, /0 passed, 6 failed\n$/);
});

test('a process of several files that failed as a whole stays failed', async () => {
  const { tried, report } = await closing([{ ...ended('one of a b', 'failed'), isOfSeveral: true }]);
  assert.deepEqual(tried, []);
  assert.match(report, /0 passed, 1 failed\n$/);
});
