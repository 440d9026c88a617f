/**
 * Goal: updates at once lose nothing and are judged by what they waited for.
 * Method: requests to two processes, and transactions that the test holds open.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import pg from 'pg';
import { type ApiAnswer, assertErrorBytes, assertStatus, call } from '../../fixtures/client.ts';
import { runEsoz } from '../../fixtures/esoz.ts';
import { eventually } from '../../fixtures/eventually.ts';
import { businessRefusal, notFound } from '../../fixtures/literal-errors.ts';
import { type Clinic, clinic, licenseBody, mergeWorlds } from '../../fixtures/registry.ts';
import { useSetting } from '../../fixtures/setting.ts';

type Holder = Clinic & { licenseId: string };
const holders = Array.from({ length: 8 }, (): Holder => {
  const licenseId = randomUUID();
  return { ...clinic({ licenses: [{ id: licenseId, order_no: 'first' }] }), licenseId };
});
const next = () => holders.pop() as Holder;
const setting = useSetting({ world: mergeWorlds(...holders.map(({ world }) => world)), processes: 2 });

const patch = (by: Holder, body: object, process = 0): Promise<ApiAnswer> => {
  const { apiUrl } = setting.products[process % 2] as { apiUrl: string };
  return call(`${apiUrl}/api/licenses/${by.licenseId}`, { method: 'PATCH', token: by.token, body });
};
const history = (by: Holder) =>
  setting.database.query<{ changeset: Record<'old' | 'new', Record<string, unknown>> }>(
    `SELECT changeset FROM audit_log WHERE resource = 'license' AND resource_id = $1 AND action = 'update' ORDER BY id`,
    [by.licenseId],
  );
const stored = async (by: Holder) =>
  (await setting.database.query('SELECT * FROM licenses WHERE id = $1', [by.licenseId]))[0] as Record<
    string,
    unknown
  >;

describe('updates of one licence at once on two processes', () => {
  for (const round of [1, 2, 3]) {
    test(`of fifty none is lost: each is answered with its own values and audited after the one before (round ${round})`, async () => {
      const by = next();
      // Two fields that change apart: a lost update would bring an old value of one of them back.
      const bodies = Array.from({ length: 50 }, (_, n) =>
        licenseBody({ order_no: `order ${n}`, what_licensed: `scope ${n % 7}` }),
      );
      const answers = await Promise.all(bodies.map((body, n) => patch(by, body, n)));
      for (const [n, answer] of answers.entries()) {
        assertStatus(answer, 200);
        assert.equal(answer.body.data.order_no, bodies[n]?.order_no);
        assert.equal(answer.body.data.what_licensed, bodies[n]?.what_licensed);
      }
      const rows = await history(by);
      assert.equal(rows.length, 50);
      const state: Record<string, unknown> = { order_no: 'first', what_licensed: null };
      for (const { changeset } of rows) {
        for (const [field, value] of Object.entries(changeset.old)) {
          if (field in state)
            assert.equal(value, state[field], `old ${field} does not continue the row before`);
        }
        Object.assign(state, changeset.new);
      }
      const { order_no, what_licensed } = await stored(by);
      assert.deepEqual(
        { order_no, what_licensed },
        { order_no: state.order_no, what_licensed: state.what_licensed },
      );
    });
  }

  test('of twenty equal ones the first writes and the others find nothing to write', async () => {
    const by = next();
    const body = licenseBody({ order_no: 'same' });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => patch(by, body, n)));
    for (const answer of answers) {
      assertStatus(answer, 200);
      assert.equal(answer.body.data.updated_at, answers[0]?.body.data.updated_at);
    }
    assert.equal((await history(by)).length, 1);
  });

  test('the audit log is whole afterwards', async () => {
    const { code, stdout } = await runEsoz(['audit', 'verify', '--json'], {
      DATABASE_URL: setting.database.url,
    });
    assert.equal(code, 0, stdout);
  });
});

/** Another part of ЕСОЗ changes the row and commits while the update waits for it. */
async function whileChanging(statement: string, by: Holder): Promise<ApiAnswer> {
  const other = new pg.Client({ connectionString: setting.database.url });
  await other.connect();
  try {
    await other.query('BEGIN');
    await other.query(statement, [by.id]);
    const answer = patch(by, licenseBody({ order_no: 'late' }));
    await eventually('an update that waits for a lock', async () => {
      const waiting = await setting.database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
            AND application_name LIKE 'esoz start%'`,
      );
      return waiting.length > 0 || undefined;
    });
    await other.query('COMMIT');
    return await answer;
  } finally {
    await other.end();
  }
}

describe('an update that waits is judged by what it waited for', () => {
  const cases: [what: string, statement: string, status: number, error: string][] = [
    [
      'the legal entity is closed',
      `UPDATE legal_entities SET status = 'CLOSED' WHERE id = $1`,
      422,
      businessRefusal('$.legal_entity_id', 'Legal entity must be in active or suspended status'),
    ],
    [
      'the primary licence ends',
      'UPDATE licenses SET is_active = false WHERE legal_entity_id = $1 AND is_primary',
      404,
      notFound('No active primary license found for legal entity'),
    ],
    [
      'the licence itself ends',
      'UPDATE licenses SET is_active = false WHERE legal_entity_id = $1 AND NOT is_primary',
      404,
      notFound('License was not found'),
    ],
  ];
  for (const [what, statement, status, error] of cases) {
    test(`${what}: refused, and nothing is written`, async () => {
      const by = next();
      assertErrorBytes(await whileChanging(statement, by), status, error);
      assert.equal((await stored(by)).order_no, 'first');
      assert.deepEqual(await history(by), []);
    });
  }

  test('a change that is rolled back has not happened', async () => {
    const by = next();
    const other = new pg.Client({ connectionString: setting.database.url });
    await other.connect();
    await other.query('BEGIN');
    await other.query(`UPDATE licenses SET order_no = 'never' WHERE id = $1`, [by.licenseId]);
    const answer = patch(by, licenseBody({ order_no: 'late' }));
    await other.query('ROLLBACK');
    await other.end();
    assertStatus(await answer, 200);
    assert.equal((await history(by))[0]?.changeset.old.order_no, 'first');
  });
});
