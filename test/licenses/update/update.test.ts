/**
 * Goal: an update stores the whole body and audits the difference.
 * Method: examples and generated sequences over HTTP.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type ApiAnswer, assertStatus, call } from '../../fixtures/client.ts';
import { type Clinic, clinic, licenseBody, mergeWorlds } from '../../fixtures/registry.ts';
import { useSetting } from '../../fixtures/setting.ts';

const KEYS =
  'id type license_number issued_by issued_date expiry_date active_from_date what_licensed order_no legal_entity_id is_primary is_active issuer_status inserted_at inserted_by updated_at updated_by'.split(
    ' ',
  );
type Holder = Clinic & { licenseId: string };
const holder = (): Holder => {
  const licenseId = randomUUID();
  const full = {
    id: licenseId,
    license_number: 'АВ 1',
    order_no: '7',
    what_licensed: 'Обіг прекурсорів',
    expiry_date: '2031-01-01',
    issuer_status: 'VALID',
  };
  return { ...clinic({ licenses: [full] }), licenseId };
};
const [whole, partial, same, spelled, once, random] = [
  holder(),
  holder(),
  holder(),
  holder(),
  holder(),
  holder(),
];
const world = mergeWorlds(...[whole, partial, same, spelled, once, random].map((each) => each.world));
const setting = useSetting({ world, env: { ESOZ_CLOCK: '2026-06-15T09:00:00Z' } });

const patch = (
  by: Holder,
  body: object,
  headers: Record<string, string> = {},
  id = by.licenseId,
): Promise<ApiAnswer> =>
  call(`${setting.product.apiUrl}/api/licenses/${id}`, { method: 'PATCH', token: by.token, body, headers });
const stored = async (by: Holder) => {
  const [row] = await setting.database.query(
    'SELECT *, xmin::text, issued_date::text, expiry_date::text, active_from_date::text FROM licenses WHERE id = $1',
    [by.licenseId],
  );
  return row as Record<string, unknown>;
};
const audit = (by: Holder) =>
  setting.database.query<{ changeset: { old: object; new: object } } & Record<string, unknown>>(
    `SELECT action, actor_id, client_id, request_id, changeset FROM audit_log
      WHERE resource = 'license' AND resource_id = $1 AND action = 'update' ORDER BY id`,
    [by.licenseId],
  );

describe('what an update does', () => {
  test('every field of the body is stored, and the licence answered in the 17 keys', async () => {
    const body = licenseBody({
      issued_by: 'МОЗ',
      issued_date: '2025-01-01',
      active_from_date: '2025-02-01',
      expiry_date: '2030-01-01',
      license_number: 'АВ 2',
      what_licensed: 'Інше',
      order_no: '8',
    });
    const before = await stored(whole);
    const answer = await patch(whole, body);
    assertStatus(answer, 200);
    const { data } = answer.body;
    assert.deepEqual(Object.keys(data), KEYS);
    const after = await stored(whole);
    for (const [field, value] of Object.entries(body)) {
      assert.equal(data[field], value, field);
      assert.equal(after[field], value, field);
    }
    assert.equal(data.issuer_status, 'VALID');
    assert.deepEqual(after.inserted_at, before.inserted_at);
    assert.equal(data.updated_by, whole.userId);
    assert.ok(data.updated_at >= data.inserted_at);
    assert.equal(new Date(after.updated_at as string).toISOString(), data.updated_at);
  });

  test('an optional field that is absent or null becomes null; the audit row has the changed fields only', async () => {
    const answer = await patch(
      partial,
      licenseBody({ issued_by: 'МОЗ України', order_no: null, license_number: 'АВ 1' }),
    );
    assertStatus(answer, 200);
    for (const field of ['order_no', 'what_licensed', 'expiry_date'])
      assert.equal(answer.body.data[field], null);
    assert.deepEqual(await audit(partial), [
      {
        action: 'update',
        actor_id: partial.userId,
        client_id: partial.id,
        request_id: answer.body.meta.request_id,
        changeset: {
          old: {
            order_no: '7',
            what_licensed: 'Обіг прекурсорів',
            expiry_date: '2031-01-01',
            issued_date: '2020-01-01',
            active_from_date: '2020-01-01',
          },
          new: {
            order_no: null,
            what_licensed: null,
            expiry_date: null,
            issued_date: '2024-02-28',
            active_from_date: '2024-02-28',
          },
        },
      },
    ]);
  });

  test('when nothing differs nothing is written, and updated_at stays', async () => {
    const body = licenseBody({ what_licensed: 'щось' });
    const first = await patch(same, body);
    const row = await stored(same);
    const rows = await audit(same);
    const second = await patch(same, { ...body, expiry_date: null, license_number: null });
    assertStatus(second, 200);
    assert.deepEqual(second.body.data, first.body.data);
    assert.deepEqual(await stored(same), row); // xmin, too: the row was not written again
    assert.deepEqual(await audit(same), rows);
    assert.equal(rows.length, 1);
  });

  test('the id may be written in capitals', async () => {
    assertStatus(await patch(spelled, licenseBody(), {}, spelled.licenseId.toUpperCase()), 200);
  });

  test('with an idempotency key it happens once, and a refusal is kept as well', async () => {
    const key = { 'x-idempotency-key': randomUUID() };
    const first = await patch(once, licenseBody({ order_no: 'A' }), key);
    assertStatus(await patch(once, licenseBody({ order_no: 'B' })), 200);
    const again = await patch(once, licenseBody({ order_no: 'A' }), key);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.deepEqual(again.body.data, first.body.data);
    assert.equal((await stored(once)).order_no, 'B');
    assert.equal((await audit(once)).length, 2);
    const refused = { 'x-idempotency-key': randomUUID() };
    const body = licenseBody({ type: 'MSP' });
    assertStatus(await patch(once, body, refused), 409);
    assert.equal((await patch(once, body, refused)).headers.get('idempotent-replayed'), 'true');
  });
});

test('any sequence of updates: the last is stored, and the audit rows tell each step from the one before', async () => {
  const text = fc
    .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
    .filter((value) => !value.includes('\0'));
  const optional = fc.option(text, { nil: null });
  const bodies = fc.record({
    issued_by: text,
    license_number: optional,
    what_licensed: optional,
    order_no: fc.constantFrom(null, '7', '8'),
    expiry_date: fc.constantFrom(null, '2026-06-15', '9999-12-31'),
    issued_date: fc.constantFrom('0001-01-01', '2024-02-29'),
  });
  const fields = [
    'issued_by',
    'license_number',
    'what_licensed',
    'order_no',
    'expiry_date',
    'issued_date',
    'active_from_date',
  ];
  const known = await stored(random);
  const state = Object.fromEntries(fields.map((field) => [field, known[field]]));
  let updates = (await audit(random)).length;
  await fc.assert(
    fc.asyncProperty(bodies, async (fieldsSent) => {
      const body = licenseBody({ ...fieldsSent, active_from_date: '2025-01-01' });
      const answer = await patch(random, body);
      assertStatus(answer, 200);
      const differing = fields.filter((field) => (body[field] ?? null) !== state[field]);
      const rows = await audit(random);
      assert.equal(rows.length, updates + (differing.length > 0 ? 1 : 0));
      if (differing.length > 0) {
        const pick = (from: Record<string, unknown>) =>
          Object.fromEntries(differing.map((field) => [field, from[field] ?? null]));
        assert.deepEqual(rows.at(-1)?.changeset, { old: pick(state), new: pick(body) });
      }
      updates = rows.length;
      for (const field of fields) {
        state[field] = body[field] ?? null;
        assert.equal(answer.body.data[field], state[field]);
      }
    }),
    { numRuns: 40, endOnFailure: true },
  );
});
