/**
 * Goal: a command that only looks changes nothing: it makes no database, and leaves the schema as it is.
 * Method: real runs on an embedded database that lacks a migration, and where there is none.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#embedded-postgres';
import { migrate } from '../../src/platform/database/migrate.ts';
import { createLogger } from '../../src/platform/log.ts';
import { runEsoz } from '../fixtures/esoz.ts';

let directory: string;
let postgres: EmbeddedPostgres;
let owner: pg.Client;
/** The newest migration, which the database then lacks. */
let lacking: string;
const namesOf = async () => (await owner.query('SELECT name FROM schema_migrations ORDER BY name')).rows;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'esoz-looking-'));
  await writeFile(path.join(directory, 'rows.csv'), 'id\n');
  const dataDir = path.join(directory, 'data');
  postgres = await startEmbeddedPostgres({ dataDir, log: createLogger('silent') });
  await migrate(postgres.ownerUrl);
  owner = new pg.Client({ connectionString: postgres.ownerUrl });
  await owner.connect();
  lacking = (await namesOf()).at(-1).name;
  await owner.query('DELETE FROM schema_migrations WHERE name = $1', [lacking]);
});
after(async () => {
  await owner?.end();
  await postgres?.stop();
  await rm(directory, { recursive: true, force: true });
});

const LOOKING = [
  ['token', 'list'],
  ['webhook', 'list'],
  ['webhook', 'dead-letters'],
  ['parameter', 'list'],
  ['audit', 'verify'],
  ['license', 'export'],
];

test('a database that lacks a migration is left as it is, and the command says what to run', async () => {
  const dryRun = ['license', 'import', path.join(directory, 'rows.csv'), '--dry-run'];
  const writing = ['parameter', 'set', 'LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES', ''];
  for (const args of [...LOOKING, dryRun, writing]) {
    const { code, stdout, stderr } = await runEsoz(args, { DATA_DIR: path.join(directory, 'data') });
    assert.deepEqual([code, stdout], [1, ''], args.join(' '));
    assert.match(stderr, /lacks 1 migrations.*esoz migrate/, args.join(' '));
  }
  assert.ok((await namesOf()).every(({ name }) => name !== lacking));
});

test('esoz status tells a migration that is missing, and what runs', async () => {
  const env = { DATA_DIR: path.join(directory, 'data'), PORT: '9', ADMIN_PORT: '9' };
  const { code, stdout } = await runEsoz(['status', '--json'], env);
  const { healthy, findings } = JSON.parse(stdout) as {
    healthy: boolean;
    findings: { name: string; state: string; remedy?: string }[];
  };
  assert.deepEqual([code, healthy], [1, false]);
  const states = Object.fromEntries(findings.map(({ name, state }) => [name, state]));
  assert.deepEqual(states, { API: 'failed', readiness: 'failed', database: 'ok', schema: 'failed' });
  assert.match(findings.at(-1)?.remedy ?? '', /esoz migrate/);
});

test('where there is no database none is made', async () => {
  const DATA_DIR = path.join(directory, 'nowhere');
  for (const args of [['client', 'list'], ['license', 'export'], ['status']]) {
    const { code, stdout, stderr } = await runEsoz(args, { DATA_DIR, PORT: '9', ADMIN_PORT: '9' });
    assert.equal(code, 1, args.join(' '));
    assert.match(stdout + stderr, /(There is no database|no embedded PostgreSQL runs) under .*nowhere/);
  }
  assert.ok(!existsSync(DATA_DIR));
});
