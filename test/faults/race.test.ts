/**
 * Goal: two processes never create one licence twice.
 * Method: identical requests at once, and transactions that the test holds open.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { type ApiAnswer, assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { eventually } from '../fixtures/eventually.ts';
import type { RunningProduct } from '../fixtures/product.ts';
import { startProduct } from '../fixtures/product.ts';
import { createLicense, manyClinics } from '../fixtures/proxied-setting.ts';
import { type Clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';

const clinics = manyClinics(40);
const nextClinic = () => clinics.pop() as Clinic;
const world = mergeWorlds(...clinics.map((one) => one.world));
let database: TestDatabase;
let products: RunningProduct[];

before(async () => {
  database = await createTestDatabase();
  const env = { DATABASE_URL: database.url };
  products = [await startProduct({ env, world }), await startProduct({ env })];
});
after(async () => {
  for (const product of products ?? []) await product.stop();
  await database?.drop();
});

/** The same creation `count` times at once, in turn on each process. */
function createAtOnce(by: Clinic, count: number, headers: Record<string, string> = {}): Promise<ApiAnswer[]> {
  const one = (index: number) =>
    createLicense((products[index % products.length] as RunningProduct).apiUrl, by, headers);
  return Promise.all(Array.from({ length: count }, (_, index) => one(index)));
}

const additionalLicenses = (by: Clinic) =>
  database.query<{ id: string }>(
    'SELECT id FROM licenses WHERE legal_entity_id = $1 AND is_active AND NOT is_primary',
    [by.id],
  );

/** A second connection with an open transaction: another part of ЕСОЗ at work on the same rows. */
async function inOpenTransaction(work: (other: pg.Client) => Promise<void>): Promise<void> {
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  try {
    await other.query('BEGIN');
    await work(other);
  } finally {
    await other.end();
  }
}

const waitsForLock = () =>
  eventually('a request that waits for a lock', async () => {
    const rows = await database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
         AND application_name LIKE 'esoz start%'`,
    );
    return rows.length > 0;
  });

describe('identical creations', () => {
  for (const round of [1, 2, 3]) {
    test(`of twenty at once on two processes one is created and nineteen are told (round ${round})`, async () => {
      const by = nextClinic();
      const answers = await createAtOnce(by, 20);
      const created = answers.filter((answer) => answer.status === 201);
      assert.equal(created.length, 1);
      for (const answer of answers.filter((one) => one !== created[0])) {
        assertRefused(answer, 409, 'request_conflict', 'License with type PHARMACY_DRUGS is already present');
      }
      const id = created[0]?.body.data.id;
      assert.deepEqual(await additionalLicenses(by), [{ id }]);
      const audit = await database.query<{ resource_id: string; action: string; request_id: string }>(
        `SELECT resource_id, action, request_id FROM audit_log WHERE client_id = $1 AND resource = 'license'`,
        [by.id],
      );
      const requestId = created[0]?.body.meta.request_id;
      assert.deepEqual(audit, [{ resource_id: id, action: 'create', request_id: requestId }]);
    });
  }

  test('with one idempotency key on two processes they create once, and every 201 is that one', async () => {
    const by = nextClinic();
    const answers = await createAtOnce(by, 12, { 'x-idempotency-key': randomUUID() });
    const rows = await additionalLicenses(by);
    assert.equal(rows.length, 1);
    for (const answer of answers) {
      assertStatus(answer, answer.status === 409 ? 409 : 201);
      if (answer.status === 201) assert.equal(answer.body.data.id, rows[0]?.id, answer.describe());
      else assert.match(answer.body.error.message, /X-Idempotency-Key is still being processed/);
    }
    const first = answers.filter(
      (answer) => answer.status === 201 && !answer.headers.has('idempotent-replayed'),
    );
    assert.equal(first.length, 1);
  });

  test('with one idempotency key and two bodies only one body counts', async () => {
    const by = nextClinic();
    const headers = { 'x-idempotency-key': randomUUID() };
    const send = (index: number) =>
      call(`${(products[index % 2] as RunningProduct).apiUrl}/api/licenses`, {
        token: by.token,
        headers,
        body: licenseBody({ order_no: `order ${index % 2}` }),
      });
    const answers = await Promise.all([0, 1, 2, 3].map(send));
    const created = answers.filter((answer) => answer.status === 201);
    const orders = new Set(created.map((answer) => answer.body.data.order_no));
    assert.equal(orders.size, 1, 'two different bodies were both accepted');
    for (const answer of answers.filter((one) => one.status !== 201)) {
      assert.ok([409, 422].includes(answer.status), answer.describe());
    }
    assert.equal((await additionalLicenses(by)).length, 1);
  });
});

/** What another transaction may do to the facts that a creation was judged by, and the refusal it then gets. */
const CHANGES: { name: string; sql: string; status: number; type: string; message: string }[] = [
  {
    name: 'the legal entity is closed',
    sql: `UPDATE legal_entities SET status = 'CLOSED' WHERE id = $1`,
    status: 422,
    type: 'validation_failed',
    message: 'Legal entity must be in active or suspended status',
  },
  {
    name: 'the primary licence is deactivated',
    sql: 'UPDATE licenses SET is_active = false WHERE legal_entity_id = $1 AND is_primary',
    status: 404,
    type: 'not_found',
    message: 'No active primary license found for legal entity',
  },
  {
    name: 'the primary licence gets an expiry date in the past',
    sql: `UPDATE licenses SET expiry_date = '2021-01-01' WHERE legal_entity_id = $1 AND is_primary`,
    status: 404,
    type: 'not_found',
    message: 'No active primary license found for legal entity',
  },
];

for (const change of CHANGES) {
  describe(`a creation while ${change.name}`, () => {
    test('waits for the other transaction and is refused when that commits', async () => {
      const by = nextClinic();
      await inOpenTransaction(async (other) => {
        await other.query(change.sql, [by.id]);
        const answer = createAtOnce(by, 1);
        await waitsForLock();
        await other.query('COMMIT');
        assertRefused((await answer)[0] as ApiAnswer, change.status, change.type, change.message);
      });
      assert.deepEqual(await additionalLicenses(by), []);
    });

    test('is carried out when the other transaction is rolled back', async () => {
      const by = nextClinic();
      await inOpenTransaction(async (other) => {
        await other.query(change.sql, [by.id]);
        const answer = createAtOnce(by, 1);
        await waitsForLock();
        await other.query('ROLLBACK');
        assertStatus((await answer)[0] as ApiAnswer, 201);
      });
    });

    test('is refused too when it waited for something else of the same transaction', async () => {
      const by = nextClinic();
      await inOpenTransaction(async (other) => {
        // The first row that the creation locks; the change itself is made while it already waits.
        await other.query('UPDATE legal_entities SET name = name WHERE id = $1', [by.id]);
        const answer = createAtOnce(by, 1);
        await waitsForLock();
        await other.query(change.sql, [by.id]);
        await other.query('COMMIT');
        assertRefused((await answer)[0] as ApiAnswer, change.status, change.type, change.message);
      });
      assert.deepEqual(await additionalLicenses(by), []);
    });

    test('is never written after the change: what the other transaction counts is what stays', async () => {
      const counts = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const by = nextClinic();
          const answers = createAtOnce(by, 2);
          let seen = -1;
          await inOpenTransaction(async (other) => {
            await other.query(change.sql, [by.id]);
            const { rows } = await other.query<{ count: number }>(
              'SELECT count(*)::int FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary',
              [by.id],
            );
            seen = (rows[0] as { count: number }).count;
            await other.query('COMMIT');
          });
          const created = (await answers).filter((answer) => answer.status === 201).length;
          return { seen, created, stored: (await additionalLicenses(by)).length };
        }),
      );
      for (const { seen, created, stored } of counts)
        assert.deepEqual({ created, stored }, { created: seen, stored: seen });
    });
  });
}
