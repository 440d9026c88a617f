/**
 * Goal: two versions of the program that meet on one database leave it in the newer one's state, and neither harms the other.
 * Method: migrators with the migrations of an older and of a newer version, in one process, on empty databases.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadConfig } from '../../src/config/load.ts';
import { checkDatabase } from '../../src/doctor/database.ts';
import { readStatus } from '../../src/doctor/status.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { asMigration, MigrationError, readMigrations } from '../../src/platform/database/migrations.ts';
import {
  createEmptyDatabase,
  describeSchema,
  type EmptyDatabase,
  withEmptyDatabase,
} from './empty-database.ts';

const ours = await readMigrations();
const older = ours.slice(0, -2);
const newer = [
  ...ours,
  asMigration(
    '29990101000000-take-a-right.sql',
    'ALTER TABLE licenses ADD COLUMN note text; REVOKE UPDATE ON parameters FROM esoz_app;',
  ),
];
const breaking = [
  ...newer,
  asMigration(
    '29990101000001-break.sql',
    '-- breaking: notes are elsewhere\nALTER TABLE licenses DROP COLUMN note;',
  ),
];

describe('migrators of two versions', { concurrency: true }, () => {
  let whole: string[];
  before(() =>
    withEmptyDatabase(async ({ url, query }) => {
      await migrate(url, { migrations: newer });
      whole = await describeSchema(query);
    }),
  );

  for (const [which, versions] of [
    ['the older', [older, newer]],
    ['the newer', [newer, older]],
  ] as const)
    test(`that start together end in the newer schema, whole: ${which} one first`, () =>
      withEmptyDatabase(async ({ url, query }) => {
        const done = await Promise.all(versions.map((migrations) => migrate(url, { migrations })));
        assert.deepEqual(
          done.flatMap(({ applied }) => applied).sort(),
          newer.map(({ name }) => name),
        );
        assert.deepEqual(await describeSchema(query), whole);
      }));

  test('leave what the newer one has taken away: the older one repeats no grants behind it', () =>
    withEmptyDatabase(async ({ url, query }) => {
      await migrate(url, { migrations: newer });
      await migrate(url, { migrations: older });
      assert.deepEqual(await describeSchema(query), whole);
    }));

  test('agree on a record from before any migration was breaking', () =>
    withEmptyDatabase(async ({ url, query }) => {
      await migrate(url, { migrations: older });
      await query('ALTER TABLE schema_migrations DROP COLUMN breaking');
      await migrate(url, { migrations: newer });
      // As a migrator writes that does not know the column.
      await query(`INSERT INTO schema_migrations (name, checksum) VALUES ('29990101000002-other.sql', 'x')`);
      assert.deepEqual(await migrate(url, { migrations: newer }), { applied: [] });
    }));

  test('that start together with a breaking migration: whichever way, the older one ends or refuses', () =>
    withEmptyDatabase(async ({ url, query }) => {
      const [late] = await Promise.allSettled([
        migrate(url, { migrations: older }),
        migrate(url, { migrations: breaking }),
      ]);
      if (late.status === 'rejected') assert.match(late.reason.message, /29990101000001-break\.sql/);
      const applied = await query('SELECT name FROM schema_migrations ORDER BY name');
      assert.deepEqual(
        applied.map(({ name }) => name),
        breaking.map(({ name }) => name),
      );
    }));
});

describe('behind a breaking migration', () => {
  let database: EmptyDatabase;
  before(async () => {
    database = await createEmptyDatabase();
    await migrate(database.url, { migrations: breaking });
  });
  after(() => database.drop());

  const REASON =
    'The database is for a newer version of the program: migration 29990101000001-break.sql ends the work of this one (notes are elsewhere).';
  const REMEDY = 'Start the newer version. The way back to this one is a backup from before that migration.';

  test('an older migrator changes nothing, and says why and what to do', async () => {
    const before = await describeSchema(database.query);
    const refused = migrate(database.url, {
      migrations: newer.with(-1, asMigration('29990101000005-fix.sql', 'SELECT 1')),
    });
    await assert.rejects(refused, (error: MigrationError) => {
      assert.ok(error instanceof MigrationError);
      assert.deepEqual([error.message, error.hint], [REASON, REMEDY]);
      return true;
    });
    assert.deepEqual(await describeSchema(database.query), before);
  });

  test('the version that brought it goes on', async () => {
    assert.deepEqual(await migrate(database.url, { migrations: breaking }), { applied: [] });
  });

  test('doctor and status of an older version say the same', async () => {
    const config = loadConfig({ DATABASE_URL: database.url });
    const expected = { name: 'schema', state: 'failed', detail: REASON, remedy: REMEDY };
    const { findings, counts } = await readStatus(config, {
      url: 'http://127.0.0.1:1',
      adminUrl: 'http://127.0.0.1:1',
    });
    for (const found of [await checkDatabase(config), findings])
      assert.deepEqual(
        found.find(({ name }) => name === 'schema'),
        expected,
      );
    assert.equal(counts, undefined);
  });
});
