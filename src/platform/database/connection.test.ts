/**
 * Goal: PG variables of the shell, which are about other servers, change nothing that the product decides itself.
 * Method: real connections of every kind, with each variable set in turn.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { createTestDatabase } from '../../../test/fixtures/database.ts';
import { connectionOf } from './connection.ts';
import { createPool } from './pool.ts';
import { migrationState } from './schema-state.ts';

const FOREIGN = {
  PGOPTIONS: '-c default_transaction_read_only=on -c search_path=elsewhere -c statement_timeout=1',
  PGAPPNAME: 'elsewhere',
  PGTZ: 'Asia/Tokyo',
  PGCLIENTENCODING: 'WIN1251',
  PGDATESTYLE: 'SQL, DMY',
  PGCONNECT_TIMEOUT: '0',
  PGHOST: '192.0.2.1',
  PGPORT: '1',
  PGUSER: 'nobody',
  PGPASSWORD: 'wrong',
  PGDATABASE: 'elsewhere',
  PGSERVICE: 'elsewhere',
  PGSERVICEFILE: '/dev/null',
};

const QUESTION = `SELECT current_setting('TimeZone') AS zone, current_setting('application_name') AS name, 'Ґ' AS letter,
  current_setting('transaction_read_only') AS read_only, current_setting('search_path') AS path`;

test('an address that says all is all that counts', async (t) => {
  const database = await createTestDatabase();
  const before = { ...process.env };
  t.after(async () => {
    process.env = before;
    await database.drop();
  });
  for (const [name, value] of Object.entries(FOREIGN)) {
    process.env = { ...before, [name]: value };
    const pool = createPool({ url: database.url, applicationName: 'ours', onError: () => {} });
    const client = new pg.Client(connectionOf(database.url, { applicationName: 'ours' }));
    await client.connect();
    try {
      const expected = { zone: 'UTC', name: 'ours', letter: 'Ґ', read_only: 'off', path: '"$user", public' };
      for (const db of [pool, client]) assert.deepEqual((await db.query(QUESTION)).rows, [expected], name);
      assert.deepEqual((await migrationState(database)).pending, [], name);
    } finally {
      await client.end();
      await pool.end();
    }
  }
});

test('what the address leaves out comes from the shell, as with psql', async (t) => {
  const database = await createTestDatabase();
  const before = { ...process.env };
  t.after(async () => {
    process.env = before;
    await database.drop();
  });
  const { username, password, hostname, port, pathname, search } = new URL(database.url);
  process.env = {
    ...before,
    PGUSER: username,
    PGPASSWORD: decodeURIComponent(password),
    PGPORT: port,
    PGDATABASE: pathname.slice(1),
  };
  const client = new pg.Client(connectionOf(`postgres://${hostname}${search}`, { applicationName: 'ours' }));
  await client.connect();
  const { rows } = await client.query('SELECT current_user AS role').finally(() => client.end());
  assert.deepEqual(rows, [{ role: username }]);
});
