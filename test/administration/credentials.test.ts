/**
 * Goal: operators see every API key and token, never a value, and end them at once or with an overlap (SPEC 11.5).
 * Method: requests to the API in the test's own process, whose time is in hand.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { hashSecret } from '../../src/auth/secrets.ts';
import { assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { useOperator } from './served-operator.ts';

const operator = useOperator();
const { app, get, post, patch, audited } = operator;
const DAY_MS = 24 * 60 * 60 * 1000;
const values: string[] = [];

async function issue(): Promise<{ id: string; value: string }> {
  const answer = await post('api_keys', { client_id: operator.clientId });
  assertStatus(answer, 201);
  values.push(answer.body.data.value);
  return answer.body.data;
}
async function rotate(id: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await patch(`api_keys/${id}/actions/rotate`, body, { headers });
  if (answer.status === 200) values.push(answer.body.data.value);
  return answer;
}
/** 200 with a key that is good. */
const useKey = async (value: string) =>
  (await call(`${app.url}/api/admin/clients`, { token: operator.token, headers: { 'api-key': value } }))
    .status;
const keyStates = async () =>
  Object.fromEntries(
    (await get('api_keys')).body.data.map(({ id, state }: { id: string; state: string }) => [id, state]),
  );

describe('API keys', () => {
  test('a key is issued with an audit row, works, and stops at its revocation', async () => {
    const key = await issue();
    assert.equal(await useKey(key.value), 200);
    const [row] = await audited('api_key', key.id);
    assert.deepEqual(
      [row?.action, row?.actor_id, row?.client_id],
      ['create', operator.userId, operator.clientId],
    );
    for (const outcome of ['revoked', 'already_revoked']) {
      const answer = await patch(`api_keys/${key.id}/actions/revoke`);
      assertStatus(answer, 200);
      assert.deepEqual(answer.body.data, { id: key.id, outcome });
    }
    assert.equal(await useKey(key.value), 401);
    assert.deepEqual(
      (await audited('api_key', key.id)).map(({ action }) => action),
      ['create', 'revoke'],
    );
  });

  test('a rotated key works 24 hours beside its successor, and not a moment longer', async () => {
    const key = await issue();
    const answer = await rotate(key.id);
    assertStatus(answer, 200);
    const { id, value, client_id, former_id, former_expires_at } = answer.body.data;
    assert.deepEqual([client_id, former_id], [operator.clientId, key.id]);
    assert.deepEqual([await useKey(key.value), await useKey(value)], [200, 200]);
    assert.deepEqual(
      (await audited('api_key', key.id)).map(({ action, changeset }) => [
        action,
        action === 'rotate' && changeset.new,
      ]),
      [
        ['create', false],
        [
          'rotate',
          { expires_at: former_expires_at.replace('.000Z', '+00:00'), revoked_at: null, successor_id: id },
        ],
      ],
    );
    assert.deepEqual(
      (await audited('api_key', id)).map(({ action }) => action),
      ['create'],
    );
    app.pass(DAY_MS - 1);
    assert.equal(await useKey(key.value), 200);
    app.pass(1);
    assert.deepEqual([await useKey(key.value), await useKey(value)], [401, 200]);
    const states = await keyStates();
    assert.deepEqual([states[key.id], states[id]], ['expired', 'valid']);
    assert.ok(
      (await get('api_keys?state=expired')).body.data.some((each: { id: string }) => each.id === key.id),
    );
  });

  test('a key that leaked ends at once', async () => {
    const key = await issue();
    const { value, former_expires_at } = (await rotate(key.id, { immediately: true })).body.data;
    assert.equal(former_expires_at, null);
    assert.deepEqual([await useKey(key.value), await useKey(value)], [401, 200]);
    assert.equal((await keyStates())[key.id], 'revoked');
  });

  test('of many rotations of one key at once, one issues a successor, which works', async () => {
    const key = await issue();
    const answers = await Promise.all(Array.from({ length: 6 }, () => rotate(key.id)));
    const [success, ...others] = answers.filter(({ status }) => status === 200);
    assert.deepEqual(others, []);
    for (const answer of answers.filter((each) => each !== success))
      assertRefused(answer, 409, 'request_conflict', 'Api key is revoked or was rotated already');
    assert.deepEqual([await useKey(success?.body.data.value), await useKey(key.value)], [200, 200]);
  });

  test('a lost answer is given again under its idempotency key, which keeps it sealed', async () => {
    const key = await issue();
    const headers = { 'X-Idempotency-Key': 'lost' };
    const [first, again] = [await rotate(key.id, {}, headers), await rotate(key.id, {}, headers)];
    assert.deepEqual(again.body.data, first.body.data);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
  });

  test('what is not there, or has ended, is refused', async () => {
    const key = await issue();
    await patch(`api_keys/${key.id}/actions/revoke`);
    assertRefused(await rotate(key.id), 409, 'request_conflict', 'Api key is revoked or was rotated already');
    for (const id of [randomUUID(), 'x'])
      for (const action of ['rotate', 'revoke'])
        assertRefused(
          await patch(`api_keys/${id}/actions/${action}`),
          404,
          'not_found',
          'Api key was not found',
        );
    const unknown = await post('api_keys', { client_id: randomUUID() });
    assertRefused(unknown, 422, 'validation_failed', 'Client does not exist');
    assertStatus(await post('api_keys', { client_id: operator.clientId, value: 'mine' }), 422);
    assertStatus(await rotate(key.id, { immediately: 1 }), 422);
    assertStatus(await get('api_keys?state=lost'), 422);
  });
});

describe('tokens', () => {
  const userId = randomUUID();
  /** A person who has signed in: as many tokens as asked for, of one family. */
  async function signedIn(
    count: number,
  ): Promise<{ familyId: string; tokens: { id: string; value: string }[] }> {
    const { query } = app.database;
    const clientId = operator.clientId;
    await query('INSERT INTO users VALUES ($1, NULL, NULL, false, now(), now()) ON CONFLICT DO NOTHING', [
      userId,
    ]);
    const familyId = randomUUID();
    await query(
      `INSERT INTO token_families (id, connection_id, redeemer_id, user_id, requested_scope, scope, redirect_uri, code_hash, code_expires_at, inserted_at)
       VALUES ($1, $2, $2, $3, '', '', '', $4, now(), now())`,
      [familyId, clientId, userId, hashSecret(familyId)],
    );
    const tokens = Array.from({ length: count }, () => ({ id: randomUUID(), value: randomUUID() }));
    for (const { id, value } of tokens)
      await query(
        `INSERT INTO tokens (id, value_hash, client_id, user_id, scope, expires_at, inserted_at, family_id)
         VALUES ($1, $2, $3, $4, 'client:read', '2100-01-01', now(), $5)`,
        [id, hashSecret(value), clientId, userId, familyId],
      );
    values.push(...tokens.map(({ value }) => value));
    return { familyId, tokens };
  }
  const use = async (token: string) =>
    (await call(`${app.url}/api/admin/clients`, { token, headers: { 'api-key': operator.apiKey } })).status;
  const listed = async (query: string) =>
    (await get(`tokens?user_id=${userId}${query}`)).body.data as {
      id: string;
      state: string;
      family_id: string;
    }[];

  test('one token is revoked alone, a family with everything that came of it; the lists say so', async () => {
    const { familyId, tokens } = await signedIn(3);
    const [first, second, third] = tokens as [(typeof tokens)[0], (typeof tokens)[0], (typeof tokens)[0]];
    const alone = await patch(`tokens/${first.id}/actions/revoke`);
    assertStatus(alone, 200);
    assert.deepEqual(alone.body.data, { id: first.id, outcome: 'revoked' });
    assert.deepEqual([await use(first.value), await use(second.value)], [401, 200]);
    assert.deepEqual((await listed('&state=valid')).map(({ id }) => id).sort(), [second.id, third.id].sort());
    for (const outcome of ['revoked', 'already_revoked'])
      assert.deepEqual((await patch(`tokens/${second.id}/actions/revoke`, { family: true })).body.data, {
        id: second.id,
        outcome,
      });
    assert.deepEqual([await use(second.value), await use(third.value)], [401, 401]);
    const all = await listed('');
    assert.deepEqual(
      all.map(({ state }) => state),
      ['revoked', 'revoked', 'revoked'],
    );
    assert.deepEqual(new Set(all.map(({ family_id }) => family_id)), new Set([familyId]));
    assert.deepEqual(
      (await audited('token', first.id)).map(({ action }) => action),
      ['revoke'],
    );
    assert.deepEqual(
      (await audited('token_family', familyId)).map(({ action, actor_id }) => [action, actor_id]),
      [['revoke', operator.userId]],
    );
  });

  test('a token is shown as blocked whenever it is refused for that: with its MIS, too', async () => {
    const { familyId, tokens } = await signedIn(1);
    const [mis, connection] = [randomUUID(), randomUUID()];
    const { query } = app.database;
    await query(
      `INSERT INTO clients (id, name, type, access_type, scopes, is_blocked, inserted_at, updated_at)
       VALUES ($1, 'МІС', 'MIS', 'DIRECT', '{}', false, now(), now())`,
      [mis],
    );
    await query(
      `INSERT INTO connections (id, client_id, consumer_id, redirect_uris, inserted_at, updated_at)
       VALUES ($1, $2, $3, '{}', now(), now())`,
      [connection, operator.clientId, mis],
    );
    await query('UPDATE token_families SET connection_id = $2 WHERE id = $1', [familyId, connection]);
    const { id, value } = tokens[0] as { id: string; value: string };
    assert.equal(await use(value), 200);
    await query('UPDATE clients SET is_blocked = true WHERE id = $1', [mis]);
    assert.equal(await use(value), 401);
    assert.deepEqual(
      (await listed('&state=blocked')).map((token) => [token.id, token.state]),
      [[id, 'blocked']],
    );
  });

  test('what is not there is refused, and a token that an operator issued has no family', async () => {
    for (const id of [randomUUID(), 'x'])
      for (const body of [undefined, { family: true }])
        assertRefused(
          await patch(`tokens/${id}/actions/revoke`, body),
          404,
          'not_found',
          'Token was not found',
        );
    const [issued] = await app.database.query<{ id: string }>(
      'SELECT id FROM tokens WHERE family_id IS NULL LIMIT 1',
    );
    const answer = await patch(`tokens/${issued?.id}/actions/revoke`, { family: true });
    assertRefused(answer, 409, 'request_conflict', 'Token has no family');
    assertStatus(await patch(`tokens/${issued?.id}/actions/revoke`, { families: true }), 422);
  });

  test('the list is of a client or a user, in pages, and has no value', async () => {
    assertStatus(await get('tokens'), 422);
    await signedIn(2);
    const page = await get(`tokens?client_id=${operator.clientId}&user_id=${userId}&page_size=2&page=2`);
    assertStatus(page, 200);
    assert.equal(page.body.paging.page_number, 2);
    assert.deepEqual(Object.keys(page.body.data[0]), [
      'id',
      'client_id',
      'client_name',
      'user_id',
      'user_email',
      'scope',
      'state',
      'family_id',
      'consumer_id',
      'inserted_at',
      'expires_at',
      'revoked_at',
      'last_used_at',
    ]);
  });

  test('beside the key of a public client, which everybody knows, an answer is kept for the token alone', async () => {
    const { query } = app.database;
    const { tokens, familyId } = await signedIn(2);
    await query("UPDATE tokens SET scope = 'api_key:write' WHERE family_id = $1", [familyId]);
    const setPublic = (isPublic: boolean) =>
      query('UPDATE clients SET is_public = $1 WHERE id = $2', [isPublic, operator.clientId]);
    await setPublic(true);
    const headers = { 'X-Idempotency-Key': 'of-a-page' };
    const ask = (at: number) =>
      post('api_keys', { client_id: operator.clientId }, { token: tokens[at]?.value as string, headers });
    const [first, again, other] = [await ask(0), await ask(0), await ask(1)];
    await setPublic(false);
    assertStatus(first, 201);
    assert.deepEqual(again.body.data, first.body.data);
    assertStatus(other, 422);
    assert.match(JSON.stringify(other.body), /already used with another access token/);
  });
});

test('when a key and a token were used last is in the lists once it was written', async () => {
  await app.lastUses.write(app.pool);
  const { data } = (await get(`tokens?user_id=${operator.userId}`)).body;
  assert.match(data[0].last_used_at, /^2026-06-1\dT09:/);
  const keys = (await get('api_keys')).body.data as { last_used_at: string | null }[];
  assert.ok(keys.some(({ last_used_at }) => last_used_at !== null));
});

test('no value can be found again in the log or in any table', async () => {
  assert.ok(values.length > 8);
  assert.deepEqual(await operator.foundAgain(values), []);
});
