/**
 * Goal: a line of the log is JSON without secrets, bounded, and harmless to a terminal.
 * Method: lines written to memory.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import pg from 'pg';
import { createLogger } from './log.ts';

/** What a logger writes, parsed. */
function record(level = 'trace') {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger(level, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}

test('a line is JSON with the level as a word, the time in ISO 8601 and the service', () => {
  const { log, lines } = record();
  log.warn({ answer: 42 }, 'said');
  const [{ time, ...line }] = lines as [Record<string, unknown>];
  assert.deepEqual(line, { level: 'warn', service: 'esoz', answer: 42, msg: 'said' });
  assert.match(String(time), /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
});

test('what lies below the level is not written', () => {
  const { log, lines } = record('warn');
  log.info('quiet');
  log.error('loud');
  assert.deepEqual(
    lines.map(({ msg }) => msg),
    ['loud'],
  );
});

/** Pinned: what is declared a secret must not become fewer by accident. */
const SECRET_NAMES = [
  'authorization',
  'api-key',
  'x-custom-psk',
  'cookie',
  'value',
  'token',
  'secret',
  'password',
  'secret_url',
  'url',
];

describe('a field that is named like a secret is not written', () => {
  for (const name of SECRET_NAMES) {
    test(name, () => {
      const { log, lines } = record();
      log.info({ [name]: 'swordfish', seen: 1 }, 'at the top');
      log.info({ request: { [name]: 'swordfish', seen: 1 } }, 'inside');
      log.info({ request: { headers: { [name]: 'swordfish', seen: 1 } } }, 'as a header');
      log.info({ requests: [{ [name.toUpperCase()]: { deep: 'swordfish' }, seen: 1 }] }, 'in a list');
      assert.ok(!JSON.stringify(lines).includes('swordfish'), JSON.stringify(lines));
      assert.equal(JSON.stringify(lines).match(/\[redacted\]/g)?.length, 4);
      assert.equal(JSON.stringify(lines).match(/"seen":1/g)?.length, 4);
    });
  }
});

test('a circle is written as far as it is of use', () => {
  const { log, lines } = record();
  const circle: Record<string, unknown> = { seen: 1 };
  circle.again = [circle];
  log.info({ circle }, 'round');
  assert.match(JSON.stringify(lines), /"seen":1.*\[deeper\]/);
});

describe('an error', () => {
  test('of PostgreSQL is written without the contents of rows', () => {
    const { log, lines } = record();
    const err = Object.assign(new pg.DatabaseError('duplicate key value', 1, 'error'), {
      code: '23505',
      constraint: 'users_email_key',
      detail: 'Key (email)=(swordfish) already exists.',
      where: 'swordfish',
      hint: 'swordfish',
      internalQuery: 'swordfish',
    });
    log.error({ err }, 'failed');
    const written = lines[0]?.err as Record<string, unknown>;
    assert.equal(written.code, '23505');
    assert.equal(written.constraint, 'users_email_key');
    assert.equal(written.message, 'duplicate key value');
    assert.ok(!JSON.stringify(lines).includes('swordfish'));
  });

  test('is written with its cause, and without what else hangs on it', () => {
    const { log, lines } = record();
    const cause = Object.assign(new TypeError('inner'), { config: { password: 'swordfish' } });
    log.error({ err: Object.assign(new Error('outer', { cause }), { request: 'swordfish' }) }, 'failed');
    const written = lines[0]?.err as { type: string; cause: { type: string; message: string } };
    assert.equal(written.type, 'Error');
    assert.deepEqual([written.cause.type, written.cause.message], ['TypeError', 'inner']);
    assert.ok(!JSON.stringify(lines).includes('swordfish'));
  });

  test('that is no Error is written as text', () => {
    const { log, lines } = record();
    log.error({ err: 'just words' }, 'failed');
    assert.equal(lines[0]?.err, 'just words');
  });
});

describe('whatever somebody sent', () => {
  /** The line itself, and its fields. */
  function written(fields: object, message = 'said'): { text: string; fields: Record<string, unknown> } {
    const lines: string[] = [];
    createLogger('info', { write: (line: string) => void lines.push(line) }).info(fields, message);
    const text = lines.join('');
    assert.ok(Buffer.byteLength(text) <= 8_192, `${Buffer.byteLength(text)} bytes`);
    assert.match(text, /^[^\p{C}\u2028\u2029]*\n$/u);
    return { text, fields: JSON.parse(text) };
  }

  test('a line is at most 8 kB long, and tells how much was left out', () => {
    const long = 'x'.repeat(100_000);
    const { fields } = written({ request_id: 'r1', key: long, deep: { list: [long] } }, long);
    assert.match(String(fields.key), /^x+… \(100000 characters\)$/);
    assert.equal(fields.request_id, 'r1');
    for (const character of ['\u009b', '\u202e', '"', '\u{e0041}', '\ud800', 'є'])
      for (const times of [1_500, 4_000, 14_000])
        written({ key: character.repeat(times), err: new Error(character.repeat(times)) });
    const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`name-${at}`, at]));
    assert.partialDeepStrictEqual(written({ request_id: 'r2', many }).fields, {
      request_id: 'r2',
      msg: 'said',
    });
    written({ [long]: 1 });
  });

  test('stands in it visibly, and is read back as it was', () => {
    for (const text of [
      '\u001b[2J',
      '\u009b31m',
      '\u202eadmin',
      'a\u200bb',
      'a\u2028b',
      '\u007f',
      '\u{e0041}',
      'x\ny',
    ])
      assert.equal(written({ key: text }).fields.key, text);
    assert.ok(written({ key: '\u009b' }, '\u202e').text.includes('"\\u009b"'));
  });
});
