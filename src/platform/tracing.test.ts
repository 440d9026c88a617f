/**
 * Goal: work belongs to the span in which it was begun, and to none where nothing is recorded.
 * Method: spans that write down what becomes of them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { activeSpan, type Span, traced, within } from './tracing.ts';

/** A span that is recorded until it ends, and its history with that of all below it. */
function recorder(name: string, history: string[] = [], isSampled = true): Span & { history: string[] } {
  let isRecorded = isSampled;
  const note = (what: string) => void history.push(`${name} ${what}`);
  return {
    history,
    traceId: '',
    traceparent: name,
    get isRecorded() {
      return isRecorded;
    },
    child: (below) => recorder(`${name}/${below}`, history),
    set: (attributes) => note(JSON.stringify(attributes)),
    mark: note,
    link: ({ traceparent }) => note(`with ${traceparent}`),
    fail: (type) => note(`fails: ${type}`),
    end() {
      isRecorded = false;
      note('ends');
    },
  };
}

test('without a span work just runs, and is given none', async () => {
  assert.equal(activeSpan(), undefined);
  assert.equal(await traced('work', {}, async (span) => span ?? 'none'), 'none');
});

test('work is below the work that awaits it, on both sides of a wait', async () => {
  const root = recorder('root');
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
  const roots = [recorder('one'), recorder('other')];
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
  const root = recorder('root');
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
  const left = recorder('left', [], false);
  const ended = recorder('ended');
  ended.end();
  for (const root of [left, ended])
    await within(root, () => traced('work', {}, async (span) => assert.equal(span, undefined)));
  assert.deepEqual([...left.history, ...ended.history], ['ended ends']);
});

test('work that is set apart belongs to nobody', async () => {
  await within(recorder('root'), () => within(undefined, async () => assert.equal(activeSpan(), undefined)));
});
