/**
 * Goal: a line of the log for people says what its JSON says, on one line, and nothing in it acts on a terminal.
 * Method: lines of the real logger, turned into text with and without colours.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createLogger, type Logger } from './log.ts';
import { textOf } from './log-text.ts';

function textFrom(write: (log: Logger) => void, isColoured = false): string {
  const lines: string[] = [];
  write(createLogger('trace', { write: (line: string) => void lines.push(textOf(line, isColoured)) }));
  return lines.join('');
}
const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;

test('time, level, what happened, and every other field', () => {
  const text = textFrom((log) =>
    log.warn({ bytes: 42, path: 'a b', list: [1, 'x'], none: null }, 'disk full'),
  );
  assert.match(
    text,
    new RegExp(`^${TIME} WARN  disk full  bytes=42  path="a b"  list=\\[1,"x"\\]  none=null\n$`),
  );
});

test('a request begins with method, route, status, milliseconds and request id', () => {
  const fields = {
    method: 'POST',
    route: '/api/licenses',
    status: 422,
    ms: 4.48,
    rule: 'dates',
    remote: '::1',
  };
  const text = textFrom((log) => log.child({ request_id: 'mine-1' }).info(fields, 'request'));
  assert.match(
    text,
    new RegExp(`^${TIME} INFO  POST /api/licenses 422 4\\.48 ms  mine-1  rule=dates  remote=::1\n$`),
  );
});

test('an error has its stack and its causes below', () => {
  const err = Object.assign(new Error('outer', { cause: new TypeError('inner') }), { code: '57P01' });
  const lines = textFrom((log) => log.error({ err }, 'failed')).split('\n');
  assert.match(lines[0] ?? '', /ERROR failed$/);
  assert.equal(lines[1], '    Error: outer code=57P01');
  assert.match(lines[2] ?? '', /^ {4} {4}at /);
  assert.ok(lines.includes('    TypeError: inner'));
  assert.match(
    textFrom((log) => log.error({ err: 'just words' }, 'failed')),
    /failed\n {4}just words\n$/,
  );
});

test('secrets are as absent as from the JSON', () => {
  assert.doesNotMatch(
    textFrom((log) => log.info({ token: 'swordfish', a: { url: 'swordfish' } }, 'x')),
    /sword/,
  );
});

describe('what would act on a terminal is written out', () => {
  const NASTY: Record<string, [string, string]> = {
    'an escape sequence': ['\u001b[2Jx', '\\u001b[2Jx'],
    'a C1 control': ['\u009b31mx', '\\u009b31mx'],
    'a line break': ['a\nb\r', '\\u000a'],
    'a direction': ['\u202etxt.exe\u2066', '\\u202etxt.exe\\u2066'],
    'a separator of lines': ['\u2028x', '\\u2028x'],
    'an invisible sign': ['a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    'half a character': ['\ud800', '\\ud800'],
  };
  for (const [what, [text, seen]] of Object.entries(NASTY)) {
    test(`${what}: in the message, a value, a name, a request, an error`, () => {
      const err = new Error(text);
      const written = textFrom((log) => {
        log.info(text);
        log.info({ value_: text, [`n${text}`]: 1, deep: [{ text }] }, 'fields');
        log.info({ method: text, route: text, status: 1, ms: 1 }, 'request');
      });
      const withError = textFrom((log) => log.error({ err }, 'x'));
      assert.doesNotMatch(written.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      assert.equal(written.match(/\n/g)?.length, 3);
      assert.doesNotMatch(withError.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      if (what !== 'a line break') assert.ok(written.includes(seen), written);
    });
  }

  test('also in what is no JSON', () => {
    assert.equal(textOf('\u001b[2Jnot json\n', false), '\\u001b[2Jnot json\n');
  });
});

test('colours are by level and by status', () => {
  const request = { method: 'GET', route: '/', status: 503, ms: 1 };
  const text = textFrom((log) => log.warn(request, 'request'), true);
  assert.match(text, /\u001b\[33mWARN \u001b\[39m.*\u001b\[31m503\u001b\[39m/);
});
