/**
 * Goal: text of callers does nothing to the terminal of an operator, and programs get it as it is.
 * Method: commands on a terminal of script(1) and through pipes, over rows that hold what terminals obey.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { guard } from '../../src/cli/terminal.ts';
import { ESOZ, runEsoz } from '../fixtures/esoz.ts';
import { shownOnTerminal, whyNoTerminal } from '../fixtures/terminal.ts';
import { addLegalEntity, exportText, useImportSetting } from '../import/setting.ts';

const setting = useImportSetting();
const env = () => ({ DATABASE_URL: setting.database.url });

/** Clears the screen, retitles the window, turns the line, hides what follows. */
const HOSTILE = [
  'МОЗ\u001b[2J',
  '\u001b]0;title\u0007',
  '\u009b31m',
  '\u202eadmin\u2066',
  'a\u200bb',
  'x\ry',
];
/** What a terminal gets from us: characters, tabs, ends of lines. */
const HARMLESS = /^[^\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]*$/u;

/** What the command writes to a terminal, standard error included. */
async function onTerminal(args: readonly string[], variables: Record<string, string> = {}) {
  const command = [process.execPath, ESOZ, ...args].map((word) => `'${word}'`).join(' ');
  const output = await shownOnTerminal(command, { ...env(), ...variables });
  // A terminal makes CR LF of every LF; our CR LF arrives as CR CR LF.
  const lines = output.replaceAll(/\r+\n/g, '\n').split('\n');
  for (const line of lines) assert.match(line.replaceAll('\t', ''), HARMLESS);
  return lines.join('\n');
}

describe('on a terminal', { skip: whyNoTerminal, concurrency: 1 }, () => {
  test('an export shows what cannot be seen; in a pipe it is as it stands', async () => {
    const legalEntityId = await addLegalEntity(setting);
    for (const issuedBy of HOSTILE)
      await setting.database.query(
        `INSERT INTO licenses (id, legal_entity_id, type, is_primary, is_active, issued_by, issued_date, active_from_date,
           inserted_at, inserted_by, updated_at, updated_by)
         VALUES ($1, $2, $3, false, true, $4, '2024-01-01', '2024-01-01', now(), $1, now(), $1)`,
        [randomUUID(), legalEntityId, randomUUID(), issuedBy],
      );
    const shown = await onTerminal(['license', 'export']);
    for (const part of [
      'МОЗ\\u001b[2J',
      '\\u001b]0;title\\u0007',
      '\\u009b31m',
      '\\u202eadmin\\u2066',
      'x\\u000dy',
    ])
      assert.ok(shown.includes(part), part);
    const piped = await runEsoz(['license', 'export'], env());
    assert.equal(piped.stdout, await exportText(setting));
    assert.ok(piped.stdout.includes('МОЗ\u001b[2J'));
  });

  test('so do tables, and in a pipe as well; a value begins no line of its own', async () => {
    const endpointId = randomUUID();
    await setting.database.query(
      `INSERT INTO webhook_endpoints (id, url, secret, event_types, is_active, allow_private, cursor_transaction, cursor_id, inserted_at, updated_at)
       VALUES ($1, 'https://example.com/', 'x', '{license.created}', true, false, 0, 0, now(), now())`,
      [endpointId],
    );
    await setting.database.query(
      `INSERT INTO webhook_dead_letters (endpoint_id, event_transaction, event_id, event_type, attempts, last_error, failed_at)
       VALUES ($1, 1, 1, 'license.created', 1, $2, now())`,
      [endpointId, '500 \u001b[31m\nfine\u202e'],
    );
    const line = / 1 +500 \\u001b\[31m\\u000afine\\u202e$/m;
    assert.match(await onTerminal(['webhook', 'dead-letters']), line);
    assert.match((await runEsoz(['webhook', 'dead-letters'], env())).stdout, line);
    const json = await runEsoz(['webhook', 'dead-letters', '--json'], env());
    assert.match(json.stdout.trimEnd(), HARMLESS);
    assert.equal(JSON.parse(json.stdout).dead_letters[0].last_error, '500 \u001b[31m\nfine\u202e');
  });

  test('so do failures and what the usage repeats', async () => {
    const file = 'absent\u001b[2J\u009b\u202e.csv';
    const escaped = 'absent\\u001b[2J\\u009b\\u202e.csv';
    const shown = await onTerminal(['license', 'import', file]);
    assert.ok(shown.includes(escaped), shown);
    assert.ok((await onTerminal(['license', 'import', file, '--json'])).includes(escaped));
    assert.ok((await runEsoz(['license', 'import', file], env())).stderr.includes(escaped));
    assert.ok((await onTerminal([`licens\u001b[2J`])).includes('licens\\u001b[2J'));
  });

  test('so do complaints about the environment, of doctor too', async () => {
    const hostile = { TIME_ZONE: 'Europe/\u001b[2J\u202eKyiv\n✓ database: fine' };
    for (const args of [['doctor'], ['start'], ['doctor', '--json']])
      assert.doesNotMatch(await onTerminal(args, hostile), /^✓ database: fine/m);
  });
});

test('characters that come in pieces are put together before they are looked at', () => {
  const written: unknown[] = [];
  const stream = { isTTY: true, write: (chunk: unknown) => written.push(chunk) > 0 };
  guard(stream);
  const bytes = Buffer.from('є\u009b\u202e漢');
  for (const byte of bytes) (stream.write as (chunk: unknown) => boolean)(Buffer.from([byte]));
  assert.equal(written.join(''), 'є\\u009b\\u202e漢');
});
