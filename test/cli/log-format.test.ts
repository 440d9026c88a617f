/**
 * Goal: whoever reads the log of a process gets it in a form for himself.
 * Method: every kind of process on a pipe and on a terminal, with and without LOG_FORMAT and NO_COLOR.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { ESOZ, runEsoz, spawnEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { shownOnTerminal, whyNoTerminal } from '../fixtures/terminal.ts';

const PORTS = { PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0', AEL_PORT: '0', AEL_ADMIN_PORT: '0' };

let database: TestDatabase;
let dataDir: string;
before(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), 'esoz-log-format-'));
});
after(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

/** The log of a process from its start to its end. */
async function logOf(command: string, env: Record<string, string>): Promise<string> {
  const own = { ...PORTS, DATABASE_URL: database.url, DATA_DIR: path.join(dataDir, command), ...env };
  const running = spawnEsoz([command], own);
  await eventually('its text', () => running.output().includes('Stop with Ctrl-C'));
  assert.equal(await running.stop(), 0);
  return running.log();
}

describe('on a pipe', { concurrency: true }, () => {
  for (const command of ['start', 'ael']) {
    test(`esoz ${command} writes JSON lines, and text where LOG_FORMAT says so`, async () => {
      const json = (await logOf(command, {})).trim().split('\n');
      assert.ok(json.some((line) => JSON.parse(line).msg === 'stopping'));
      const text = await logOf(command, { LOG_FORMAT: 'text' });
      assert.match(text, /^\d{4}-\d\d-\d\dT[\d:.]+Z INFO {2}stopping$/m);
      assert.doesNotMatch(text, /\u001b|^\{/m);
    });
  }
});

describe('on a terminal', { skip: whyNoTerminal }, () => {
  /** What a short life of AEL writes to a terminal on standard error. */
  async function shownBy(env: Record<string, string>): Promise<string> {
    const folder = await mkdtemp(path.join(dataDir, 'terminal-'));
    const out = path.join(folder, 'out');
    const start = `'${process.execPath}' '${ESOZ}' ael --json > '${out}'`;
    const life = `${start} & until [ -s '${out}' ]; do sleep 0.1; done; kill $!; wait $!`;
    return shownOnTerminal(life, { ...needed, ...PORTS, DATA_DIR: folder, ...env });
  }
  const needed = { HOME: process.env.HOME ?? '', SHELL: '/bin/sh', TERM: 'xterm' };

  test('text with colours', async () => {
    assert.match(await shownBy({}), /Z\u001b\[22m \u001b\[32mINFO \u001b\[39m stopping/);
  });
  test('text without colours where NO_COLOR is set, or the terminal has none', async () => {
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
      const shown = await shownBy(env as Record<string, string>);
      assert.match(shown, /Z INFO {2}stopping/);
      assert.ok(!shown.includes('\u001b'), shown);
    }
  });
  test('JSON where LOG_FORMAT says so', async () => {
    const [line = ''] = (await shownBy({ LOG_FORMAT: 'json' })).match(/^\{.*"stopping"\}/m) ?? [];
    assert.equal(JSON.parse(line).level, 'info');
  });
});

describe('a process', () => {
  test('refuses another LOG_FORMAT', async () => {
    const { code, stderr } = await runEsoz(['migrate'], { DATABASE_URL: database.url, LOG_FORMAT: 'pretty' });
    assert.equal(code, 1);
    assert.match(stderr, /LOG_FORMAT/);
  });
  test('warns in the form that is asked for', async () => {
    const other = await createTestDatabase();
    await other.query(
      "INSERT INTO schema_migrations (name, checksum) VALUES ('29990101000000-new.sql', 'x')",
    );
    for (const [format, form] of [
      ['text', /^\S+Z WARN {2}the database is newer than this program {2}migrations=\["2999/m],
      ['json', /^\{"level":"warn".*"msg":"the database is newer than this program"\}/m],
    ] as const) {
      const env = { ...PORTS, DATABASE_URL: other.url, DATA_DIR: path.join(dataDir, 'warned') };
      const running = spawnEsoz(['start'], { ...env, LOG_FORMAT: format });
      await eventually('its text', () => running.output().includes('Stop with Ctrl-C'));
      await running.stop();
      assert.match(running.log(), form);
    }
    await other.drop();
  });
});
