/**
 * Goal: one key at once on two processes does its work once.
 * Method: requests together, and a transaction that the test holds open.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import pg from 'pg';
import { assertStatus, call } from '../fixtures/client.ts';
import { eventually } from '../fixtures/eventually.ts';
import { type Clinic, clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const clinics = Array.from({ length: 6 }, () => clinic());
const [crowd, rivals, refusals, slow, abandoned, aging] = clinics as [
  Clinic,
  Clinic,
  Clinic,
  Clinic,
  Clinic,
  Clinic,
];
const setting = useSetting({ world: mergeWorlds(...clinics.map(({ world }) => world)), processes: 2 });
const send = ({ token }: Clinic, key: string, process: number, body: object = licenseBody()) =>
  call(`${setting.products[process]?.apiUrl}/api/licenses`, {
    token,
    headers: { 'X-Idempotency-Key': key },
    body,
  });
const additionalLicenses = ({ id }: Clinic) =>
  setting.database.query<{ id: string }>(
    'SELECT id FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary',
    [id],
  );

describe('one key at once on two processes', () => {
  test('twenty equal requests: one record, one first answer, nineteen repetitions of it', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => send(crowd, 'crowd', at % 2)));
    const [license, ...others] = await additionalLicenses(crowd);
    assert.equal(others.length, 0);
    for (const answer of answers) {
      assertStatus(answer, 201);
      assert.equal(answer.body.data.id, license?.id);
    }
    const first = answers.filter((answer) => answer.headers.get('idempotent-replayed') === null);
    assert.equal(first.length, 1);
    assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body.data))).size, 1);
    assert.equal(new Set(answers.map(({ body }) => body.meta.request_id)).size, 20);
  });

  test('two bodies: one is created, the other is another body under a used key', async () => {
    const bodies = [licenseBody({ order_no: 'a' }), licenseBody({ order_no: 'b' })];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => send(rivals, 'rivals', at % 2, bodies[at % 2])),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [
      ...Array(5).fill(201),
      ...Array(5).fill(422),
    ]);
    const winners = new Set(
      answers.filter(({ status }) => status === 201).map(({ body }) => body.data.order_no),
    );
    assert.equal(winners.size, 1);
    assert.equal((await additionalLicenses(rivals)).length, 1);
  });

  test('a refusal: the rule runs once, and all get its answer', async () => {
    const body = licenseBody({ issued_date: '2999-01-01' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => send(refusals, 'refused', at % 2, body)),
    );
    for (const answer of answers) assertStatus(answer, 422);
    assert.equal(new Set(answers.map((answer) => JSON.stringify(answer.body.error))).size, 1);
    const first = answers.filter((answer) => answer.headers.get('idempotent-replayed') === null);
    assert.equal(first.length, 1);
  });
});

describe('while the first is still running', () => {
  /** Holds the row that creating a licence locks: the first request waits there, with its key claimed. */
  async function holdLegalEntity({ id }: Clinic): Promise<{ release(): Promise<void> }> {
    const client = new pg.Client({ connectionString: setting.database.url });
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM legal_entities WHERE id = $1 FOR UPDATE', [id]);
    return { release: () => client.end() };
  }
  const waiting = () =>
    eventually('a request that waits for the lock', async () => {
      const rows = await setting.database.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return rows.length > 0 || undefined;
    });

  test('a second on another process is told so with 409 after two seconds, and later gets the answer', async () => {
    const hold = await holdLegalEntity(slow);
    const first = send(slow, 'slow', 0);
    await waiting();
    const second = await send(slow, 'slow', 1);
    await hold.release();
    assertStatus(second, 409);
    assert.equal(
      JSON.stringify(second.body.error),
      '{"type":"request_conflict","message":"Request with the same X-Idempotency-Key is still being processed"}',
    );
    assert.equal(second.headers.get('retry-after'), '1');
    const created = await first;
    assertStatus(created, 201);
    const third = await send(slow, 'slow', 1);
    assertStatus(third, 201);
    assert.deepEqual(third.body.data, created.body.data);
  });

  test('when the first fails, nothing of it is kept and the waiting second runs', async () => {
    const hold = await holdLegalEntity(abandoned);
    const first = send(abandoned, 'abandoned', 0);
    await waiting();
    const second = send(abandoned, 'abandoned', 1);
    // What a crash of the first process, or of its connection, is to the database.
    await setting.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE '%INSERT INTO licenses%' AND wait_event_type = 'Lock'`,
    );
    const failed = await first;
    await hold.release();
    assertUnavailable(failed);
    const created = await second;
    assertStatus(created, 201);
    assert.equal(created.headers.get('idempotent-replayed'), null);
    assert.deepEqual(await additionalLicenses(abandoned), [{ id: created.body.data.id }]);
  });
});

function assertUnavailable(answer: Awaited<ReturnType<typeof send>>): void {
  assertStatus(answer, 503);
  assert.equal(JSON.stringify(answer.body.error), '{"type":"service_unavailable"}');
  assert.ok(answer.headers.get('retry-after'));
}

describe('the 24 hours', () => {
  const shift = (interval: string) =>
    setting.database.query(
      'UPDATE idempotency_keys SET expires_at = expires_at - $2::interval WHERE client_id = $1',
      [aging.id, interval],
    );

  test('a key is kept for 24 hours and not longer; then the request runs anew', async () => {
    const first = await send(aging, 'aging', 0);
    assertStatus(first, 201);
    await shift('23 hours 59 minutes');
    const within = await send(aging, 'aging', 1);
    assert.equal(within.headers.get('idempotent-replayed'), 'true');
    await shift('1 minute');
    const after = await send(aging, 'aging', 1, licenseBody({ order_no: 'another body is fine' }));
    assertStatus(after, 409);
    assert.equal(after.headers.get('idempotent-replayed'), null);
    assert.equal(after.body.error.message, 'License with type PHARMACY_DRUGS is already present');
    // That answer is now the key's, for another 24 hours.
    await shift('23 hours 59 minutes');
    const again = await send(aging, 'aging', 0, licenseBody({ order_no: 'another body is fine' }));
    assertStatus(again, 409);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
  });
});
