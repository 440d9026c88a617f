/**
 * Goal: a database that is there and refuses is "not now", never 500.
 * Method: locks, a read-only server and closed doors.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, describe, test } from 'node:test';
import pg from 'pg';
import { assertStatus } from '../fixtures/client.ts';
import { eventually } from '../fixtures/eventually.ts';
import { useSetting } from '../fixtures/proxied-setting.ts';
import { timed } from '../fixtures/timed.ts';
import { assertUnavailable } from './unavailable.ts';

/** Runs `work` while somebody else holds the whole table of licences. */
async function whileLicensesAreLocked(url: string, work: () => Promise<void>): Promise<void> {
  const other = new pg.Client(url);
  await other.connect();
  await other.query('BEGIN');
  await other.query('LOCK TABLE licenses');
  try {
    await work();
  } finally {
    await other.end();
  }
}

/** A statement on the server's own database, for what cannot be done to a database from within. */
async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(process.env.TEST_POSTGRES_URL);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

const endConnections = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND application_name LIKE 'esoz start%'`;

describe('a database that is there and refuses', { concurrency: true }, () => {
  describe('to work', { concurrency: false }, () => {
    const setting = useSetting({ clinicCount: 30, env: { DATABASE_POOL_MAX: '3' } });

    test('when locks use up the pool, further requests get 503 in two seconds and the waiting ones are carried out', async () => {
      const { database, create, nextClinic } = setting;
      const clinics = [nextClinic(), nextClinic(), nextClinic()] as const;
      const other = new pg.Client(database.url);
      await other.connect();
      await other.query('BEGIN');
      // Rows and not the whole table, which the product's own work beside the requests would wait for too.
      await other.query('SELECT 1 FROM legal_entities WHERE id = ANY ($1) FOR UPDATE', [
        clinics.map(({ id }) => id),
      ]);
      const waiting = clinics.map((by, index) => create(by, index === 0 ? { 'x-idempotency-key': 'a' } : {}));
      await eventually('three waiting statements', async () => {
        const rows = await database.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return rows.length === clinics.length;
      });
      const further = await timed(Promise.all([create(nextClinic()), create(nextClinic())]));
      for (const answer of further.value) assertUnavailable(answer);
      assert.ok(further.ms < 3_500, `took ${further.ms} ms`);
      await other.end();
      for (const answer of waiting) assertStatus(await answer, 201);
      assertStatus(await create(nextClinic()), 201);
    });

    test('when it has become read-only, writing gives 503 and works again as soon as it may', async () => {
      const { database, product, create, nextClinic } = setting;
      const by = nextClinic();
      const name = new URL(database.url).pathname.slice(1);
      await database.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
      await database.query(endConnections);
      for (const headers of [{}, { 'x-idempotency-key': 'read-only' }]) {
        const said = product.log().length;
        // The first answers may still be about the ended connections.
        await eventually('the refusal to write', async () => {
          assertUnavailable(await create(by, headers));
          return product.log().slice(said).includes('read-only transaction');
        });
      }
      const admin = new pg.Client(database.url);
      await admin.connect();
      await admin.query('SET default_transaction_read_only = off');
      await admin.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
      await admin.end();
      // Sessions opened before are still read-only: they must not linger in the pool.
      await eventually('writing again', async () => {
        const answer = await create(by, { 'x-idempotency-key': 'read-only' });
        return answer.status === 201;
      });
      for (let turn = 0; turn < 4; turn++) assertStatus(await create(nextClinic()), 201);
    });

    test('when it lets nobody in, requests get 503 until it does', async () => {
      const { database, create, nextClinic } = setting;
      const by = nextClinic();
      const name = new URL(database.url).pathname.slice(1);
      await onServer(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await database.query(endConnections);
      for (const headers of [{}, { 'x-idempotency-key': 'closed' }])
        assertUnavailable(await create(by, headers));
      await onServer(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      assertStatus(await create(by), 201);
    });
  });

  describe('a lock that is never given back', { concurrency: false }, () => {
    const setting = useSetting({ clinicCount: 2 });

    test('a request gets 503 after the ten seconds of a statement', async () => {
      const { database, create, nextClinic } = setting;
      const clinics = [nextClinic(), nextClinic()] as const;
      await whileLicensesAreLocked(database.url, async () => {
        const answers = await timed(
          Promise.all([create(clinics[0]), create(clinics[1], { 'x-idempotency-key': 'stuck' })]),
        );
        for (const answer of answers.value) assertUnavailable(answer);
        assert.ok(answers.ms < 12_500, `took ${answers.ms} ms`);
      });
      for (const by of clinics) assertStatus(await create(by), 201);
    });
  });

  describe('its password', { concurrency: false }, () => {
    const role = `login_${randomBytes(4).toString('hex')}`;
    const setting = useSetting({
      clinicCount: 2,
      async prepare(database) {
        await database.query(`CREATE ROLE ${role} LOGIN PASSWORD 'first' IN ROLE esoz_app`);
        const url = new URL(database.url);
        url.username = role;
        url.password = 'first';
        return { DATABASE_URL: url.href };
      },
    });
    after(() => onServer(`DROP ROLE ${role}`));

    test('which was changed: requests get 503 until it is as configured again', async () => {
      const { database, product, create, nextClinic } = setting;
      const by = nextClinic();
      await database.query(`ALTER ROLE ${role} PASSWORD 'second'`);
      await database.query(endConnections);
      assertUnavailable(await create(by));
      assert.doesNotMatch(product.log(), /first/);
      await database.query(`ALTER ROLE ${role} PASSWORD 'first'`);
      assertStatus(await create(by), 201);
    });
  });
});
