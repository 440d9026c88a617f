/**
 * Goal: a connection has the types, rights and limits that the program relies on.
 * Method: questions to PostgreSQL over real pools.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/fixtures/database.ts';
import { ApiError } from '../errors/error-definition.ts';
import { httpErrors } from '../errors/http-errors.ts';
import { createPool, inTransaction, type Pool, statement } from './pool.ts';
import { isTransient } from './postgres-errors.ts';

let database: TestDatabase;
let pool: Pool;
before(async () => {
  database = await createTestDatabase();
  await database.query('CREATE TABLE notes (note text); GRANT ALL ON notes TO esoz_app');
  pool = open({ role: 'esoz_app', max: 1 });
});
after(async () => {
  await pool.end();
  await database.drop();
});

const open = (options: Partial<Parameters<typeof createPool>[0]> = {}) =>
  createPool({ url: database.url, applicationName: 'pool test', onError: () => {}, ...options });
const backend = async () => (await pool.query('SELECT pg_backend_pid() AS pid')).rows[0].pid as number;
const notes = async () => (await database.query('SELECT note FROM notes')).map(({ note }) => note);

describe('a connection of the pool', () => {
  test('gives dates as the days they are and timestamps in UTC with Z, whatever the zone of the process', async () => {
    const { rows } = await pool.query(
      `SELECT date '2024-03-31' AS day, date '0001-01-01' AS first, date '9999-12-31' AS last, NULL::date AS none,
              timestamptz '2024-03-31 03:30:00.123456+03' AS moment, ARRAY[date '2024-03-31'] AS days`,
    );
    assert.deepEqual(
      { ...rows[0], days: undefined },
      {
        day: '2024-03-31',
        first: '0001-01-01',
        last: '9999-12-31',
        none: null,
        moment: '2024-03-31T00:30:00.123Z',
        days: undefined,
      },
    );
  });

  test('has the rights of the application, and limits that do not depend on the server', async () => {
    await database.query(
      `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET synchronous_commit = off`,
    );
    const fresh = open({ role: 'esoz_app' });
    const { rows } = await fresh.query(
      `SELECT current_user, current_setting('synchronous_commit') AS commit, current_setting('TimeZone') AS zone,
              current_setting('statement_timeout') AS statement, current_setting('idle_in_transaction_session_timeout') AS idle`,
    );
    await fresh.end();
    assert.deepEqual(rows[0], {
      current_user: 'esoz_app',
      commit: 'on',
      zone: 'UTC',
      statement: '10s',
      idle: '10s',
    });
  });

  test('prepares a named statement once', async () => {
    const find = statement<{ n: number }>('test.find', 'SELECT $1::int AS n');
    for (const n of [1, 2, 3]) assert.deepEqual(await find(pool, [n]), [{ n }]);
    const { rows } = await pool.query(
      `SELECT generic_plans + custom_plans AS used FROM pg_prepared_statements WHERE name = 'test.find'`,
    );
    assert.deepEqual(rows, [{ used: '3' }]);
    assert.equal(find.text, 'SELECT $1::int AS n');
  });

  test('serves on when a value or a constraint was refused', async () => {
    const before = await backend();
    const divide = statement('test.divide', 'SELECT 1 / $1::int');
    await assert.rejects(divide(pool, [0]), { code: '22012' });
    const violate = statement('test.violate', 'INSERT INTO audit_lanes SELECT * FROM audit_lanes LIMIT $1');
    const own = open({ max: 1 });
    const { rows } = await own.query('SELECT pg_backend_pid() AS pid');
    await assert.rejects(violate(own, [1]), { code: '23505' });
    assert.deepEqual((await own.query('SELECT pg_backend_pid() AS pid')).rows, rows);
    await own.end();
    assert.equal(await backend(), before);
  });

  test('is given up when a prepared statement no longer fits its table, and the next one fits', async () => {
    await database.query('CREATE TABLE changing (n int); GRANT SELECT ON changing TO esoz_app');
    const read = statement('test.read', 'SELECT * FROM changing WHERE $1');
    assert.deepEqual(await read(pool, [true]), []);
    await database.query('ALTER TABLE changing ADD more text');
    await assert.rejects(read(pool, [true]), { code: '0A000' });
    assert.deepEqual(await read(pool, [true]), []);
    await database.query('ALTER TABLE changing ADD most text');
    await assert.rejects(
      inTransaction(pool, (db) => read(db, [true])),
      { code: '0A000' },
    );
    assert.deepEqual(await inTransaction(pool, (db) => read(db, [true])), []);
  });
});

describe('a transaction', () => {
  beforeEach(() => database.query('TRUNCATE notes'));

  test('is there as a whole when its work resolves, and gives what that gives', async () => {
    const outcome = await inTransaction(pool, async (db) => {
      await db.query(`INSERT INTO notes VALUES ('one')`);
      assert.deepEqual(await notes(), [], 'seen before the commit');
      return 42;
    });
    assert.equal(outcome, 42);
    assert.deepEqual(await notes(), ['one']);
  });

  test('leaves nothing when its work throws, and the connection serves on', async () => {
    const before = await backend();
    for (const failure of [new Error('x'), new ApiError(httpErrors.internal)]) {
      const work = inTransaction(pool, async (db) => {
        await db.query(`INSERT INTO notes VALUES ('one')`);
        throw failure;
      });
      await assert.rejects(work, failure);
    }
    await assert.rejects(
      inTransaction(pool, (db) => db.query('SELECT 1/0')),
      { code: '22012' },
    );
    assert.deepEqual(await notes(), []);
    assert.equal(await backend(), before);
  });

  test('on a connection that the server ends fails, and another connection serves on', async () => {
    const before = await backend();
    const work = inTransaction(pool, async (db) => {
      await database.query('SELECT pg_terminate_backend($1)', [before]);
      await db.query('SELECT pg_sleep(5)');
    });
    await assert.rejects(work, isTransient);
    assert.notEqual(await backend(), before);
  });

  test('whose connection is ended between two statements does not end the process', async () => {
    const client = await pool.connect();
    // Not `once` of node:events, which would listen for 'error' as well: that nobody does is the point.
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
    await database.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
    await ended;
    client.release(new Error('ended'));
    assert.equal((await pool.query('SELECT 1 AS one')).rows[0].one, 1);
  });

  test('refused because the server is read-only gives its connection up', async () => {
    const before = await backend();
    await assert.rejects(
      inTransaction(pool, async (db) => {
        await db.query('SET TRANSACTION READ ONLY');
        await db.query(`INSERT INTO notes VALUES ('one')`);
      }),
      { code: '25006' },
    );
    assert.notEqual(await backend(), before);
  });

  test('that waits longer than an answer may take fails in that time, and gives its connection up', async () => {
    const impatient = open({ role: 'esoz_app', max: 1, answerTimeoutMs: 150 });
    const began = performance.now();
    await assert.rejects(
      inTransaction(impatient, (db) => db.query('SELECT pg_sleep(5)')),
      /Query read timeout/,
    );
    assert.ok(performance.now() - began < 2_000);
    assert.equal((await impatient.query('SELECT 1 AS one')).rows[0].one, 1);
    await impatient.end();
  });
});

test('a pool that is full makes a request wait two seconds, not longer', async () => {
  const full = open({ max: 1 });
  const client = await full.connect();
  const began = performance.now();
  await assert.rejects(full.query('SELECT 1'), /timeout exceeded/);
  const ms = performance.now() - began;
  assert.ok(ms > 1_900 && ms < 4_000, `${ms} ms`);
  client.release();
  await full.end();
});

test('an idle connection that dies is reported and replaced', async () => {
  const errors: Error[] = [];
  const watched = open({ max: 1, onError: (error) => errors.push(error) });
  const { rows } = await watched.query('SELECT pg_backend_pid() AS pid');
  const removed = new Promise((resolve) => watched.once('remove', resolve));
  await database.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
  await removed;
  assert.equal(errors.length, 1);
  assert.ok(errors[0] instanceof pg.DatabaseError);
  assert.equal((await watched.query('SELECT 1 AS one')).rows[0].one, 1);
  await watched.end();
});
