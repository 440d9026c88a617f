/**
 * Goal: a clinic sees who changed its licences, and of НСЗУ nobody; of the licences of others it sees nothing.
 * Method: requests to the API in the test's own process, after changes by people of the clinic, of НСЗУ and of neither.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { notFound, scopeMissing, TOKEN_INVALID } from '../fixtures/literal-errors.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useServedApp } from '../fixtures/served-app.ts';

const inactive = randomUUID();
const own = clinic({ licenses: [{ id: inactive, type: 'PHARMACY', is_active: false }] });
const foreign = clinic({ licenses: [{}] });
const [nhs, key] = [randomUUID(), 'key-of-nhs'];
const [former, officer, both, stranger] = Array.from({ length: 4 }, () => randomUUID());
const WORLD = mergeWorlds({ ...own.world, users: [] }, foreign.world, {
  clients: [{ id: nhs, type: 'NHS' }],
  users: [
    { id: own.userId, email: 'owner@clinic.example', roles: ['OWNER'], legal_entities: [own.id] },
    { id: former, email: 'former@clinic.example', roles: ['ADMIN'], legal_entities: [own.id] },
    { id: officer, email: 'officer@nszu.example', roles: ['NHS_REGISTRY'] },
    { id: both, email: 'both@nszu.example', roles: ['OWNER'], legal_entities: [own.id] },
    { id: stranger, email: 'stranger@mis.example', roles: ['OWNER'], legal_entities: [foreign.id] },
  ],
  tokens: [
    { value: 'officer', client_id: nhs, user_id: officer, scope: 'license_history:read', expires_in: 60 },
    { value: 'former', client_id: own.id, user_id: former, scope: 'license:write', expires_in: 60 },
    { value: 'stranger', client_id: own.id, user_id: stranger, scope: 'license:write', expires_in: 60 },
  ],
  api_keys: [{ value: key, client_id: nhs }],
});
const app = useServedApp(WORLD);
const history = (id: string, token = own.token, query = '') =>
  call(`${app.url}/api/licenses/${id}/history${query}`, { token });

describe('GET /api/licenses/{id}/history', () => {
  let licenseId = '';
  test('names the people of the clinic, former ones too, and nobody else', async () => {
    const created = await call(`${app.url}/api/licenses`, { token: own.token, body: licenseBody() });
    licenseId = created.body.data.id;
    for (const [at, token] of ['former', 'stranger'].entries())
      assertStatus(
        await call(`${app.url}/api/licenses/${licenseId}`, {
          method: 'PATCH',
          token,
          body: licenseBody({ order_no: `${at}` }),
        }),
        200,
      );
    // As a person is taken the role: their rows of the audit log stay.
    await app.database.query('DELETE FROM user_roles WHERE user_id = $1', [former]);
    await app.database.query(
      `INSERT INTO audit_log (inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset)
       SELECT now(), actor, $2, 'r', 'license', $1, 'update', '{"old":{"order_no":"1"},"new":{"order_no":"2"}}'
         FROM unnest($3::uuid[]) AS actor`,
      [licenseId, nhs, [officer, both]],
    );
    const answer = await history(licenseId.toUpperCase());
    assertStatus(answer, 200);
    assert.deepEqual(
      answer.body.data.map(({ actor_id, actor_email, action }: Record<string, unknown>) => [
        actor_id,
        actor_email,
        action,
      ]),
      [
        [own.userId, 'owner@clinic.example', 'create'],
        [former, 'former@clinic.example', 'update'],
        [stranger, null, 'update'],
        [officer, null, 'update'],
        [both, null, 'update'],
      ],
    );
    assert.doesNotMatch(answer.text, /nszu\.example|mis\.example/);
    const second = (await history(licenseId, own.token, '?page=2&page_size=1')).body;
    assert.deepEqual(second.data, [answer.body.data[1]]);
    assert.equal(second.paging.total_entries, 5);
  });

  test('is what the administration sees, but for the people', async () => {
    const seen = await call(`${app.url}/api/admin/licenses/${licenseId}/history`, {
      token: 'officer',
      headers: { 'api-key': key },
    });
    assertStatus(seen, 200);
    const withoutPeople = (rows: object[]) => rows.map((row) => ({ ...row, actor_email: null }));
    const { data } = (await history(licenseId)).body;
    assert.deepEqual(withoutPeople(data), withoutPeople(seen.body.data));
    assert.deepEqual(
      seen.body.data.map(({ actor_email }: { actor_email: string }) => actor_email.split('@')[0]),
      ['owner', 'former', 'stranger', 'officer', 'both'],
    );
  });

  test('of a licence that is no longer active, made by a world', async () => {
    const { data } = (await history(inactive)).body;
    assert.deepEqual(
      data.map(({ actor_email, client_id }: Record<string, unknown>) => [actor_email, client_id]),
      [[null, null]],
    );
  });

  test('of a licence that came without audit rows is empty', async () => {
    const restored = randomUUID();
    await app.database.query(
      `INSERT INTO licenses SELECT (jsonb_populate_record(l, jsonb_build_object('id', $1::text, 'type', 'OTHER'))).*
         FROM licenses l WHERE id = $2`,
      [restored, inactive],
    );
    assert.deepEqual((await history(restored)).body.data, []);
    assertErrorBytes(await history(restored, foreign.token), 404, notFound('License was not found'));
  });

  test('foreign, missing and no uuid at all: the same bytes', async () => {
    const [theirs] = (foreign.world.licenses as { id: string }[]).slice(-1);
    for (const id of [theirs?.id as string, randomUUID(), '17', '%00'])
      assertErrorBytes(await history(id), 404, notFound('License was not found'));
  });

  test('asks for the scope, and for numbers of pages that are some', async () => {
    assertErrorBytes(await history(licenseId, 'former'), 403, scopeMissing('license:read'));
    assertErrorBytes(await history(licenseId, 'nobody'), 401, TOKEN_INVALID);
    assertStatus(await history(licenseId, own.token, '?page=0'), 422);
  });
});
