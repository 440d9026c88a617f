/**
 * Goal: migrations are in order, run once and are never changed.
 * Method: the real ones on PostgreSQL, and folders made for the test.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/fixtures/database.ts';
import { ensureRole, migrate } from './migrate.ts';
import { asMigration, MigrationError, readMigrations } from './migrations.ts';
import { migrationState } from './schema-state.ts';

const FOLDER = new URL('../../../db/migrations/', import.meta.url);

describe('the migrations of this version', () => {
  test('are every file of the folder in the order of their names, which say when and what', async () => {
    const migrations = await readMigrations();
    assert.deepEqual(
      migrations.map(({ name }) => name),
      (await readdir(FOLDER)).sort(),
    );
    for (const { name, sql, checksum } of migrations) {
      assert.match(name, /^\d{14}-[a-z]+(-[a-z0-9]+)*\.sql$/);
      assert.equal(sql, await readFile(new URL(name, FOLDER), 'utf8'));
      assert.equal(checksum, createHash('sha256').update(sql).digest('hex'));
    }
  });

  test('leave their transaction to the program: none begins or ends one', async () => {
    for (const { name, sql } of await readMigrations()) {
      const statements = sql.replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, '').replace(/--.*$/gm, '');
      assert.doesNotMatch(statements, /^\s*(BEGIN|COMMIT|ROLLBACK|START TRANSACTION)\b|CONCURRENTLY/im, name);
    }
  });
});

describe('a migration that is breaking', () => {
  test('says so, and why, in its first line', () => {
    const { breaking } = asMigration('x.sql', '-- breaking: requests name another column\nDROP TABLE x;\n');
    assert.equal(breaking, 'requests name another column');
    assert.equal(asMigration('x.sql', '-- Nothing is breaking here.\nDROP TABLE x;\n').breaking, null);
  });

  for (const sql of [
    '-- breaking:\n',
    '--breaking: a reason\n',
    '-- Breaking: a reason\n',
    '-- breaking a reason\n',
    '\n-- breaking: a reason\n',
    '-- breaking: a reason\n-- breaking: another\n',
    ' -- breaking: a reason\n',
    '\ufeff-- breaking: a reason\n',
    '--- breaking: a reason\n',
    '/* breaking: a reason */\n',
  ])
    test(`is not guessed at: ${JSON.stringify(sql)}`, () => {
      assert.throws(() => asMigration('x.sql', sql), /x\.sql: what it breaks is its first line/);
    });
});

test('a role of the cluster is made once, however many databases ask for it at the same moment', async () => {
  const clients = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const client = new pg.Client(process.env.TEST_POSTGRES_URL);
      await client.connect();
      return client;
    }),
  );
  const [first] = clients as [pg.Client];
  for (let round = 0; round < 20; round++) {
    const role = `made_by_many_${process.pid}_${round}`;
    await Promise.all(clients.map((client) => ensureRole(client, role)));
    const member = await first.query('SELECT pg_has_role(current_user, $1, $2) AS yes', [role, 'MEMBER']);
    assert.equal(member.rows[0].yes, true);
    await first.query(`DROP ROLE ${role}`);
  }
  await Promise.all(clients.map((client) => client.end()));
});

describe('the state of a database', () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase();
  });
  after(() => database.drop());

  test('that is up to date: nothing pending, nothing unknown, and migrating changes nothing', async () => {
    const { applied, pending, unknown } = await migrationState(database);
    assert.equal(applied.length, (await readMigrations()).length);
    assert.deepEqual([pending, unknown], [[], []]);
    assert.deepEqual(await migrate(database.url), { applied: [] });
  });

  test('that is older and newer at once names both', async () => {
    const [first] = await readMigrations();
    await database.query('UPDATE schema_migrations SET name = $1 WHERE name = $2', [
      '29990101000000-new.sql',
      first?.name,
    ]);
    const { pending, unknown } = await migrationState(database);
    assert.deepEqual(pending, [first]);
    assert.deepEqual(unknown, ['29990101000000-new.sql']);
    await database.query('UPDATE schema_migrations SET name = $1 WHERE name = $2', [
      first?.name,
      '29990101000000-new.sql',
    ]);
  });

  test('that has another text of a migration is refused, also by whoever only looks', async () => {
    const [, second] = await readMigrations();
    await database.query(`UPDATE schema_migrations SET checksum = '' WHERE name = $1`, [second?.name]);
    for (const looked of [() => migrationState(database), () => migrate(database.url)]) {
      await assert.rejects(looked, (error: Error) => {
        assert.ok(error instanceof MigrationError);
        assert.ok(error.message.includes(second?.name as string));
        return true;
      });
    }
  });

  test('without a schema has everything pending, and looking changes nothing', async () => {
    const server = new URL(database.url);
    server.pathname = '/postgres';
    const { applied, pending } = await migrationState({ url: server.href });
    assert.deepEqual(applied, []);
    assert.equal(pending.length, (await readMigrations()).length);
    assert.deepEqual(await migrationState({ url: server.href }), {
      applied,
      pending,
      unknown: [],
      breaking: [],
    });
  });
});
