/**
 * Goal: migrations survive races, kills, failures and other versions.
 * Method: real runs on empty databases.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import pg from 'pg';
import { migrate } from '../../src/platform/database/migrate.ts';
import { readMigrations } from '../../src/platform/database/migrations.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { runEsoz, spawnEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { startProduct } from '../fixtures/product.ts';
import { describeSchema, type EmptyDatabase, withEmptyDatabase } from './empty-database.ts';

const names = (await readMigrations()).map(({ name }) => name);

const applied = async ({ query }: Pick<EmptyDatabase, 'query'>) =>
  (await query('SELECT name FROM schema_migrations ORDER BY name')).map((row) => row.name);

describe('migrations', { concurrency: true }, () => {
  test('run once each when processes and connections start them at the same time', async () => {
    await withEmptyDatabase(async (database) => {
      const results = await Promise.all([
        ...[1, 2, 3].map(() => migrate(database.url)),
        ...[1, 2].map(async () => {
          const { code, stdout, stderr } = await runEsoz(['migrate', '--json'], {
            DATABASE_URL: database.url,
          });
          assert.equal(code, 0, stderr);
          return JSON.parse(stdout) as { applied: string[] };
        }),
      ]);
      assert.deepEqual(results.flatMap((result) => result.applied).sort(), names);
      assert.deepEqual(await applied(database), names);
    });
  });

  test('that are killed in the middle leave whole ones, and the next run completes them', async () => {
    await withEmptyDatabase(async (database) => {
      const blocked = names.find((name) => name.includes('index-registry-lists')) as string;
      await applyUpTo(database, blocked);
      const before = await applied(database);
      const other = new pg.Client(database.url);
      await other.connect();
      // Its first statements go through, and one behind them has to wait: the middle of a migration.
      await other.query('BEGIN; LOCK TABLE licenses IN ACCESS EXCLUSIVE MODE');
      const migrating = spawnEsoz(['migrate'], { DATABASE_URL: database.url });
      await eventually('a migration that waits', async () => (await waiting(database)) === 1);
      await migrating.kill();
      await other.end();
      await eventually('the end of its connection', async () => {
        const rows = await database.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'esoz migrate'`,
        );
        return rows.length === 0;
      });
      const after = await applied(database);
      // Whether the statement that waited was carried out before the server noticed is the server's affair; a
      // migration is there with its row, or neither is.
      assert.ok(after.length === before.length || after.length === before.length + 1);
      const column = await database.query(
        `SELECT 1 FROM information_schema.columns WHERE table_name = 'legal_entities' AND column_name = 'name_words'`,
      );
      assert.equal(column.length === 1, after.includes(blocked));

      await migrate(database.url);
      const whole = await createTestDatabase();
      assert.deepEqual(await describeSchema(database.query), await describeSchema(whole.query));
      await whole.drop();
    });
  });

  test('one of which fails leave the ones before it, and say which and why', async () => {
    await withEmptyDatabase(async (database) => {
      await database.query('CREATE TABLE imports (id int)');
      const { code, stderr } = await runEsoz(['migrate'], { DATABASE_URL: database.url });
      assert.equal(code, 1);
      const failing = names.find((name) => name.includes('create-imports')) as string;
      assert.match(
        stderr,
        new RegExp(`${failing} failed and was rolled back: relation "imports" already exists`),
      );
      assert.deepEqual(await applied(database), names.slice(0, names.indexOf(failing)));
      await database.query('DROP TABLE imports');
      assert.deepEqual((await migrate(database.url)).applied, names.slice(names.indexOf(failing)));
    });
  });

  test('that were changed after they had been applied are refused by name, by migrate and by start', async () => {
    const database = await createTestDatabase();
    await database.query('UPDATE schema_migrations SET checksum = $1 WHERE name = $2', ['other', names[1]]);
    for (const command of ['migrate', 'start']) {
      const { code, stderr } = await runEsoz([command], {
        DATABASE_URL: database.url,
        PORT: '0',
        ADMIN_PORT: '0',
      });
      assert.equal(code, 1);
      const message = `Migration ${names[1]} was changed after it had been applied to this database`;
      assert.ok(stderr.includes(message), stderr);
      assert.match(stderr, /Restore the file; a change of the schema is a new migration/);
    }
    await database.drop();
  });

  test('of a newer version are tolerated with a warning: old and new processes run side by side', async () => {
    const database = await createTestDatabase();
    await database.query(
      `INSERT INTO schema_migrations (name, checksum) VALUES ('29990101000000-new.sql', 'x')`,
    );
    const product = await startProduct({ env: { DATABASE_URL: database.url } });
    const warning = /"level":"warn".*29990101000000-new\.sql.*newer than this program/;
    await eventually('the warning', async () => warning.test(product.log()));
    assert.equal((await fetch(`${product.adminUrl}/ready`)).status, 200);
    assert.deepEqual((await migrate(database.url)).applied, []);

    // And when one of them is breaking, what runs is no longer ready, and nothing of its version starts.
    await database.query(
      `INSERT INTO schema_migrations (name, checksum, breaking) VALUES ('29990101000001-break.sql', 'y', 'all is new')`,
    );
    const ready = await fetch(`${product.adminUrl}/ready`);
    const { checks } = (await ready.json()) as { checks: Record<string, string> };
    assert.deepEqual([ready.status, checks.database], [503, 'failed']);
    assert.equal(await product.stop(), 0);
    for (const command of [['start'], ['migrate'], ['client', 'list']]) {
      const { code, stderr } = await runEsoz(command, {
        DATABASE_URL: database.url,
        PORT: '0',
        ADMIN_PORT: '0',
      });
      assert.equal(code, 1);
      assert.match(
        stderr,
        /newer version .* 29990101000001-break\.sql ends the work of this one \(all is new\)/,
      );
      assert.match(stderr, /Start the newer version\. The way back/);
    }
    await database.drop();
  });

  test('that are pending stop a start in prod, which says what to run', async () => {
    const database = await createTestDatabase();
    const last = names.at(-1) as string;
    await database.query('DELETE FROM schema_migrations WHERE name = $1', [last]);
    const before = await describeSchema(database.query);
    const { code, stderr } = await runEsoz(['start'], {
      DATABASE_URL: database.url,
      ENVIRONMENT: 'prod',
      PORT: '0',
      ADMIN_PORT: '0',
      OBJECT_STORAGE_BACKEND: 'embedded',
    });
    assert.equal(code, 1);
    assert.ok(stderr.includes(`The database lacks migrations (${last}). Run: esoz migrate`), stderr);
    assert.deepEqual(await describeSchema(database.query), before, 'the schema was changed');
    await database.drop();
  });
});

/** The state that an older version of the program left. */
async function applyUpTo(database: EmptyDatabase, end: string): Promise<void> {
  await database.query(
    'CREATE TABLE schema_migrations (name text CONSTRAINT schema_migrations_pkey PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
  );
  for (const { name, sql, checksum } of await readMigrations()) {
    if (name >= end) return;
    await database.query(sql);
    await database.query('INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)', [name, checksum]);
  }
}

async function waiting(database: EmptyDatabase): Promise<number> {
  const rows = await database.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length;
}
