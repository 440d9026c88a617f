/**
 * Goal: progress is shown for people and for logs.
 * Method: the writer with an injected time and terminal.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createProgress } from '../../src/import/progress.ts';

function record(isTTY: boolean, columns = 60) {
  let now = 0;
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string) => written.push(text) };
  const progress = createProgress(stream, () => now);
  const showAt = (ms: number, doneBytes: number, rows: number) => {
    now = ms;
    progress.show({ doneBytes, totalBytes: 1000, rows, refused: 2 });
  };
  return { written, showAt, end: progress.end };
}

describe('progress', () => {
  test('on a terminal is one line with a bar, redrawn ten times a second and no wider than the terminal', () => {
    const { written, showAt, end } = record(true);
    showAt(0, 0, 0);
    for (let ms = 1; ms < 1000; ms++) showAt(ms, ms, ms * 20);
    showAt(1000, 1000, 20_000);
    end();
    assert.ok(written.length <= 13, `${written.length}`);
    assert.equal(written[0], `\r[${'-'.repeat(30)}] 0 %, 0 rows, 2 refused, 0 \u001b[K`);
    for (const text of written.slice(0, -1)) assert.ok(text.length <= 60 + '\r\u001b[K'.length, text);
    assert.ok(written.at(-2)?.startsWith(`\r[${'#'.repeat(30)}] 100 %, 20000 rows`));
    assert.equal(written.at(-1), '\n');
  });

  test('on a terminal that does not know its width is whole', () => {
    const { written, showAt } = record(true, 0);
    showAt(0, 0, 0);
    assert.equal(written[0], `\r[${'-'.repeat(30)}] 0 %, 0 rows, 2 refused, 0 rows/s\u001b[K`);
  });

  test('elsewhere is a plain line every five seconds', () => {
    const { written, showAt, end } = record(false);
    for (let ms = 0; ms <= 12_000; ms += 100) showAt(ms, ms / 20, ms);
    end();
    assert.deepEqual(written, [
      '25 %, 15 s left, 5000 rows, 2 refused, 1000 rows/s\n',
      '50 %, 10 s left, 10000 rows, 2 refused, 1000 rows/s\n',
    ]);
  });

  test('of an import that went on does not count what an earlier run did as speed', () => {
    const { written, showAt } = record(false);
    showAt(0, 500, 50_000);
    showAt(5_000, 600, 60_000);
    assert.deepEqual(written, ['60 %, 20 s left, 60000 rows, 2 refused, 2000 rows/s\n']);
  });

  test('says how much time is left at the speed of this run, as exactly as it can be known', () => {
    const { written, showAt } = record(false);
    showAt(0, 0, 0);
    showAt(60_000, 1, 10); // of a thousand
    showAt(120_000, 100, 10);
    showAt(150_000, 999, 10);
    assert.deepEqual(
      written.map((line) => /, (.*) left/.exec(line)?.[1]),
      ['16 h 39 min', '18 min 0 s', '1 s'],
    );
  });

  test('says nothing of it before the first rows and at the end', () => {
    const { written, showAt } = record(true, 200);
    showAt(0, 0, 0);
    showAt(1_000, 1_000, 10);
    for (const text of written) assert.doesNotMatch(text, /left/);
  });
});
