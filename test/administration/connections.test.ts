/**
 * Goal: operators manage connections, each change in the audit log, each secret shown once (SPEC 11.5).
 * Method: requests to the API in the test's own process.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { hashSecret } from '../../src/auth/secrets.ts';
import { assertRefused, assertStatus } from '../fixtures/client.ts';
import { mistakesOf, useOperator } from './served-operator.ts';

const operator = useOperator();
const { app, get, post, patch, audited } = operator;

const create = async (overrides: object = {}) =>
  (await post('clients', { name: 'МІС', type: 'MIS', scopes: ['a:b'], ...overrides })).body.data;
const BACK = ['https://mis.example/back'];
const secrets: string[] = [];
async function connect(clientId: string, consumerId: string, redirect_uris: readonly string[] = BACK) {
  const answer = await post('connections', { client_id: clientId, consumer_id: consumerId, redirect_uris });
  if (answer.body.data?.secret) secrets.push(answer.body.data.secret);
  return answer;
}
const stamp = { actor_id: operator.userId, client_id: operator.clientId };

test('a connection is made with a secret; the own one of a client has its id; one with a public client has none', async () => {
  const [client, mis, page] = [await create(), await create(), await create({ is_public: true })];
  const made = await connect(client.id, mis.id);
  assertStatus(made, 201);
  const { id, secret } = made.body.data;
  assert.deepEqual(
    [made.body.data.client_name, made.body.data.redirect_uri, made.body.data.has_secret],
    [client.name, BACK[0], true],
  );
  const [stored] = await app.database.query('SELECT secret_hash FROM connections WHERE id = $1', [id]);
  assert.deepEqual(stored?.secret_hash, hashSecret(secret));
  const [row] = await audited('connection', id);
  assert.deepEqual(row, {
    ...stamp,
    request_id: made.body.meta.request_id,
    action: 'create',
    changeset: { old: null, new: { client_id: client.id, consumer_id: mis.id, redirect_uris: BACK } },
  });
  assert.equal((await connect(mis.id, mis.id)).body.data.id, mis.id);
  for (const [clientId, consumerId] of [
    [page.id, page.id],
    [client.id, page.id],
  ]) {
    const { secret: none, has_secret } = (await connect(clientId, consumerId)).body.data;
    assert.deepEqual([none, has_secret], [null, false]);
  }
  assertRefused(await connect(client.id, mis.id), 409, 'request_conflict', 'Connection already exists');
  const ofClient = (await get(`connections?client_id=${client.id}`)).body.data;
  assert.deepEqual(
    ofClient.map(({ consumer_id }: { consumer_id: string }) => consumer_id).sort(),
    [mis.id, page.id].sort(),
  );
  assert.equal(
    (await get(`connections?client_id=${client.id}&consumer_id=${mis.id}`)).body.paging.total_entries,
    1,
  );
});

test('both sides must exist', async () => {
  for (const [clientId, consumerId, entry] of [
    [randomUUID(), operator.clientId, '$.client_id'],
    [operator.clientId, randomUUID(), '$.consumer_id'],
    [randomUUID(), randomUUID(), '$.client_id'],
  ] as const) {
    const answer = await connect(clientId, consumerId);
    assertRefused(answer, 422, 'validation_failed', 'Client does not exist');
    assert.deepEqual(mistakesOf(answer), [`${entry} invalid`]);
  }
});

test('of two operators who make the same connection at once, one makes it', async () => {
  const [client, mis] = [await create(), await create()];
  const answers = await Promise.all(Array.from({ length: 6 }, () => connect(client.id, mis.id)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409]);
});

test('its redirect URIs are changed whole; mistakes are told at their places', async () => {
  const { id } = (await connect((await create()).id, operator.clientId)).body.data;
  const uris = ['https://mis.example/a', 'com.example.mis:/back'];
  assert.deepEqual((await patch(`connections/${id}`, { redirect_uris: uris })).body.data.redirect_uris, uris);
  assertStatus(await patch(`connections/${id}`, { redirect_uris: uris }), 200);
  assert.deepEqual(
    (await audited('connection', id)).map(({ action, changeset }) => [
      action,
      action === 'update' && changeset,
    ]),
    [
      ['create', false],
      ['update', { old: { redirect_uris: BACK }, new: { redirect_uris: uris } }],
    ],
  );
  const wrong = await patch(`connections/${id}`, {
    redirect_uris: ['https://mis.example/#x', 'https://mis.example/', 'javascript:alert(1)', '', 7],
  });
  assertStatus(wrong, 422);
  assert.deepEqual(mistakesOf(wrong).sort(), [
    '$.redirect_uris.[0] format',
    '$.redirect_uris.[2] format',
    '$.redirect_uris.[3] length',
    '$.redirect_uris.[4] cast',
  ]);
  const many = await patch(`connections/${id}`, {
    redirect_uris: Array.from({ length: 51 }, () => BACK[0]),
  });
  assert.deepEqual(mistakesOf(many), ['$.redirect_uris length']);
  const missing = await patch(`connections/${randomUUID()}`, { redirect_uris: [] });
  assertRefused(missing, 404, 'not_found', 'Connection was not found');
});

test('an operator blocks it, with a reason, and refreshes its secret with the same overlap as its owner', async () => {
  const { id, secret } = (await connect((await create()).id, operator.clientId)).body.data;
  const blocked = await patch(`connections/${id}/actions/block`, { reason: 'витік' });
  assert.deepEqual([blocked.status, blocked.body.data.is_blocked], [200, true]);
  assert.equal((await get('connections?is_blocked=true')).body.paging.total_entries, 1);
  assertStatus(await patch(`connections/${id}/actions/unblock`, { reason: 'усунуто' }), 200);
  const refreshed = await patch(`connections/${id}/actions/refresh_secret`);
  assertStatus(refreshed, 200);
  secrets.push(refreshed.body.data.secret);
  assert.notEqual(refreshed.body.data.secret, secret);
  assertRefused(
    await patch(`connections/${id}/actions/refresh_secret`),
    409,
    'request_conflict',
    'Former secret is still valid',
  );
  assert.deepEqual(
    (await audited('connection', id)).map(({ action }) => action),
    ['create', 'block', 'unblock', 'refresh_secret'],
  );
  const missing = await patch(`connections/${randomUUID()}/actions/refresh_secret`);
  assertRefused(missing, 404, 'not_found', 'Connection was not found');
});

test('no secret can be found again in the log or in any table', async () => {
  assert.ok(secrets.length > 5);
  assert.deepEqual(await operator.foundAgain(secrets), []);
});
