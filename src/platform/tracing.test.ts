/**
 * Goal: work belongs to the span in which it was begun, and to none where nothing is recorded.
 * Method: spans that write down what becomes of them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { recordedSpan } from '../../test/fixtures/recorded-span.ts';
import { activeSpan, traced, within } from './tracing.ts';

test('without a span work just runs, and is given none', async () => {
  assert.equal(activeSpan(), undefined);
  assert.equal(await traced('work', {}, async (span) => span ?? 'none'), 'none');
});

test('work is below the work that awaits it, on both sides of a wait', async () => {
  const root = recordedSpan('root');
  await within(root, () =>
    traced('outer', {}, async () => {
      await turn();
      await traced('inner', {}, async () => turn());
      assert.equal(activeSpan()?.traceparent, 'root/outer');
    }),
  );
  assert.deepEqual(root.history, ['root/outer/inner ends', 'root/outer ends']);
});

test('two requests at once keep apart', async () => {
  const roots = [recordedSpan('one'), recordedSpan('other')];
  await Promise.all(
    roots.map((root) =>
      within(root, async () => {
        await turn();
        await traced('work', {}, async () => turn());
      }),
    ),
  );
  assert.deepEqual(
    roots.map(({ history }) => history),
    [['one/work ends'], ['other/work ends']],
  );
});

test('a failure goes on as it was, and of its text nothing is told', async () => {
  const root = recordedSpan('root');
  const failures: [unknown, string][] = [
    [Object.assign(new Error('duplicate key (secret)'), { code: '23505' }), '23505'],
    [Object.assign(new Error('x'), { definition: { code: 'license-not-found' } }), 'license-not-found'],
    [new TypeError('secret'), 'TypeError'],
    [null, 'unknown'],
    [{ code: 'x'.repeat(200) }, 'x'.repeat(64)],
  ];
  for (const [failure] of failures) {
    const work = within(root, () => traced('work', {}, () => Promise.reject(failure)));
    await assert.rejects(work, (error) => error === failure);
  }
  assert.deepEqual(
    root.history,
    failures.flatMap(([, type]) => [`root/work fails: ${type}`, 'root/work ends']),
  );
});

test('nothing is below a trace that is left out, or one that has ended', async () => {
  const left = recordedSpan('left', [], false);
  const ended = recordedSpan('ended');
  ended.end();
  for (const root of [left, ended])
    await within(root, () => traced('work', {}, async (span) => assert.equal(span, undefined)));
  assert.deepEqual([...left.history, ...ended.history], ['ended ends']);
});

test('work that is set apart belongs to nobody', async () => {
  await within(recordedSpan('root'), () =>
    within(undefined, async () => assert.equal(activeSpan(), undefined)),
  );
});
