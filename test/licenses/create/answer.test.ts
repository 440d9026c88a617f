/**
 * Goal: what create answers is what it stored.
 * Method: bodies of every kind, compared with the rows and the audit log.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertStatus, call } from '../../fixtures/client.ts';
import { clinic, licenseBody, mergeWorlds } from '../../fixtures/registry.ts';
import { useSetting } from '../../fixtures/setting.ts';

const full = clinic();
const least = clinic();
const explicitNulls = clinic();
const longest = clinic();
const setting = useSetting({
  env: { ESOZ_CLOCK: '2026-06-15T09:00:00.000Z' },
  world: mergeWorlds(full.world, least.world, explicitNulls.world, longest.world),
});
const create = (token: string, body: unknown) =>
  call(`${setting.product.apiUrl}/api/licenses`, { token, body });

const KEYS = [
  'id',
  'type',
  'license_number',
  'issued_by',
  'issued_date',
  'expiry_date',
  'active_from_date',
  'what_licensed',
  'order_no',
  'legal_entity_id',
  'is_primary',
  'is_active',
  'issuer_status',
  'inserted_at',
  'inserted_by',
  'updated_at',
  'updated_by',
];

describe('201 of POST /api/licenses', () => {
  test('the licence comes back with its 17 keys in their order, every value as it was sent', async () => {
    const sent = licenseBody({
      license_number: 'АВ 123456',
      expiry_date: '2030-12-31',
      what_licensed: '  оптова торгівля,\nроздрібна 💊 «лікарськими засобами»  ',
      order_no: "'; DROP TABLE licenses; --",
    });
    const answer = await create(full.token, sent);
    assertStatus(answer, 201);
    const { id, inserted_at, ...rest } = answer.body.data;
    assert.deepEqual(Object.keys(answer.body.data), KEYS);
    assert.deepEqual(rest, {
      ...sent,
      legal_entity_id: full.id,
      is_primary: false,
      is_active: true,
      issuer_status: null,
      inserted_by: full.userId,
      updated_at: inserted_at,
      updated_by: full.userId,
    });
    assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.match(inserted_at, /^2026-06-15T09:0\d:\d\d\.\d{3}Z$/, 'the time of the one clock, in UTC');
  });

  test('what was answered is what was stored, and one audit row tells it', async () => {
    const answer = await create(least.token, licenseBody());
    assertStatus(answer, 201);
    const { data, meta } = answer.body;
    const stored = await setting.database.query(
      'SELECT to_jsonb(l) AS row FROM licenses l WHERE legal_entity_id = $1 AND NOT is_primary',
      [least.id],
    );
    const { inserted_at, updated_at, ...plain } = (stored as [{ row: Record<string, unknown> }])[0].row;
    const { inserted_at: answeredInsertedAt, updated_at: answeredUpdatedAt, ...answered } = data;
    assert.deepEqual(plain, answered);
    for (const [at, answeredAt] of [
      [inserted_at, answeredInsertedAt],
      [updated_at, answeredUpdatedAt],
    ])
      assert.equal(new Date(at as string).getTime(), new Date(answeredAt as string).getTime());
    const audit = await setting.database.query(
      'SELECT actor_id, client_id, request_id, resource, action, changeset FROM audit_log WHERE resource_id = $1',
      [data.id],
    );
    const changeset = { old: null, new: { ...plain, inserted_at, updated_at } };
    assert.deepEqual(audit, [
      {
        actor_id: least.userId,
        client_id: least.id,
        request_id: meta.request_id,
        resource: 'license',
        action: 'create',
        changeset,
      },
    ]);
  });

  test('null for an optional field is the same as leaving it out', async () => {
    const nulls = { license_number: null, expiry_date: null, what_licensed: null, order_no: null };
    const answer = await create(explicitNulls.token, licenseBody(nulls));
    assertStatus(answer, 201);
    const [absent] = (await setting.database.query(
      'SELECT license_number, expiry_date, what_licensed, order_no FROM licenses WHERE legal_entity_id = $1 AND NOT is_primary',
      [least.id],
    )) as [object];
    const { license_number, expiry_date, what_licensed, order_no } = answer.body.data;
    assert.deepEqual({ license_number, expiry_date, what_licensed, order_no }, nulls);
    assert.deepEqual(absent, nulls);
  });

  test('texts of the greatest length in characters come back whole, four bytes a character', async () => {
    const sent = {
      issued_by: '💊'.repeat(255),
      license_number: '№'.repeat(255),
      order_no: '\u{10FFFF}'.repeat(255),
      what_licensed: '💊'.repeat(10_000),
    };
    const answer = await create(longest.token, licenseBody(sent));
    assertStatus(answer, 201);
    const { issued_by, license_number, order_no, what_licensed } = answer.body.data;
    assert.deepEqual({ issued_by, license_number, order_no, what_licensed }, sent);
  });
});
