/**
 * Goal: a migration that has to wait for a table does not make the registry wait, and does not wait for ever.
 * Method: transactions that hold a table while a migration wants it, and readers that measure how long they stand.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { migrate } from '../../src/platform/database/migrate.ts';
import { asMigration, MigrationError, readMigrations } from '../../src/platform/database/migrations.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { eventually } from '../fixtures/eventually.ts';

const PATIENCE = { waitMs: 100, pauseMs: 100, giveUpMs: 60_000 };
/** Of a machine that is busy with other tests; behind a migration without a limit, readers stand until the holder ends. */
const SLACK_MS = 2_000;

let database: TestDatabase;
let holder: pg.Client;
before(async () => {
  database = await createTestDatabase();
  holder = new pg.Client(database.url);
  await holder.connect();
});
after(async () => {
  await holder.end();
  await database.drop();
});

const adding = async (column: string) => [
  ...(await readMigrations()),
  asMigration(`29990101000000-add-${column}.sql`, `ALTER TABLE licenses ADD COLUMN ${column} text`),
];
const columns = async (name: string) =>
  (await database.query('SELECT FROM information_schema.columns WHERE column_name = $1', [name])).length;

test('readers stand no longer than it waits for its lock, and it is applied when the holder ends', async () => {
  // As a report, or pg_dump, has it open for as long as it runs.
  await holder.query('BEGIN; SELECT FROM licenses');
  const migrating = migrate(database.url, { migrations: await adding('note'), lockPatience: PATIENCE });
  let timesStood = 0;
  await eventually('two waits of the migration, seen by readers', async () => {
    const waits = await database.query(
      `SELECT FROM pg_locks WHERE relation = 'licenses'::regclass AND mode = 'AccessExclusiveLock' AND NOT granted`,
    );
    const began = performance.now();
    await database.query('SELECT FROM licenses');
    assert.ok(performance.now() - began < PATIENCE.waitMs + SLACK_MS);
    timesStood += waits.length;
    return timesStood >= 2;
  });
  assert.equal(await columns('note'), 0);
  await holder.query('COMMIT');
  assert.deepEqual((await migrating).applied, ['29990101000000-add-note.sql']);
  assert.equal(await columns('note'), 1);
});

test('whose table is never free is given up, whole, and says how to find who holds it', async () => {
  await holder.query('BEGIN; SELECT FROM licenses');
  const migrations = await adding('remark');
  let hint = '';
  const refused = migrate(database.url, { migrations, lockPatience: { ...PATIENCE, giveUpMs: 0 } });
  await assert.rejects(refused, (error: MigrationError) => {
    assert.ok(error instanceof MigrationError);
    assert.match(
      error.message,
      /^Migration 29990101000000-add-remark\.sql was given up and rolled back: others/,
    );
    hint = error.hint as string;
    return true;
  });
  assert.equal(await columns('remark'), 0);
  const question = /SELECT .*?(?=;)/.exec(hint)?.[0] as string;
  const [oldest] = await database.query(question);
  assert.equal(oldest?.query, 'BEGIN; SELECT FROM licenses');
  assert.match(hint, /run again: esoz migrate$/);
  await holder.query('COMMIT');
  assert.deepEqual((await migrate(database.url, { migrations })).applied, ['29990101000000-add-remark.sql']);
});
