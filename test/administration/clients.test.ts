/**
 * Goal: operators and nobody else manage clients, and each change is in the audit log (SPEC 11.5).
 * Method: requests to the API in the test's own process.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { scopeMissing, TOKEN_INVALID } from '../fixtures/literal-errors.ts';
import { clinic } from '../fixtures/registry.ts';
import { mistakesOf, useOperator } from './served-operator.ts';

const owner = clinic({ token: { scope: 'connection:read', expires_in: 1e7 } });
const operator = useOperator(owner.world);
const { app, get, post, patch, audited } = operator;

const newMis = (overrides: object = {}) => ({
  name: 'МІС «Приклад»',
  type: 'MIS',
  scopes: ['license:read'],
  ...overrides,
});
const create = async (overrides: object = {}) => (await post('clients', newMis(overrides))).body.data;
const stamp = { actor_id: operator.userId, client_id: operator.clientId };

describe('every method', () => {
  const id = randomUUID();
  const methods = [
    ['GET', 'clients', 'client:read'],
    ['GET', `clients/${id}`, 'client:read'],
    ['POST', 'clients', 'client:write'],
    ['PATCH', `clients/${id}`, 'client:write'],
    ['PATCH', `clients/${id}/actions/block`, 'client:write'],
    ['PATCH', `clients/${id}/actions/unblock`, 'client:write'],
    ['GET', 'connections', 'connection:read'],
    ['POST', 'connections', 'connection:write'],
    ['PATCH', `connections/${id}`, 'connection:write'],
    ['PATCH', `connections/${id}/actions/refresh_secret`, 'connection:write'],
    ['PATCH', `connections/${id}/actions/block`, 'connection:write'],
    ['PATCH', `connections/${id}/actions/unblock`, 'connection:write'],
    ['GET', 'api_keys', 'api_key:read'],
    ['POST', 'api_keys', 'api_key:write'],
    ['PATCH', `api_keys/${id}/actions/rotate`, 'api_key:write'],
    ['PATCH', `api_keys/${id}/actions/revoke`, 'api_key:write'],
    ['GET', `tokens?user_id=${id}`, 'token:read'],
    ['PATCH', `tokens/${id}/actions/revoke`, 'token:write'],
  ] as const;
  for (const [method, path, scope] of methods)
    test(`${method} /api/admin/${path.replace(id, '{id}')}: API key, then token, then ${scope}`, async () => {
      const url = `${app.url}/api/admin/${path}`;
      const ask = (token: string, headers: Record<string, string>) => call(url, { method, token, headers });
      assertRefused(await ask('unknown', {}), 401, 'access_denied', 'Api key is not set');
      assertRefused(await ask('unknown', { 'api-key': 'unknown' }), 401, 'access_denied', 'Invalid api key');
      assertErrorBytes(await ask('unknown', { 'api-key': operator.apiKey }), 401, TOKEN_INVALID);
      const powerless = await ask(operator.powerless, { 'api-key': operator.apiKey });
      assertErrorBytes(powerless, 403, scopeMissing(scope));
    });
});

describe('clients', () => {
  test('a client is created, shown, found and changed, with an audit row for each change and none for no change', async () => {
    const created = await post('clients', newMis());
    assertStatus(created, 201);
    const { data: client, meta } = { data: created.body.data, meta: created.body.meta };
    assert.deepEqual(
      { ...client, id: '' },
      {
        id: '',
        name: 'МІС «Приклад»',
        type: 'MIS',
        access_type: 'DIRECT',
        scopes: ['license:read'],
        is_public: false,
        is_blocked: false,
        inserted_at: '2026-06-15T09:00:00.000Z',
        updated_at: '2026-06-15T09:00:00.000Z',
      },
    );
    assert.deepEqual((await get(`clients/${client.id}`)).body.data, client);
    app.pass(1000);
    const change = { name: 'МІС', scopes: ['license:read', 'license:write'], access_type: 'BROKER' };
    const changed = await patch(`clients/${client.id}`, change);
    assertStatus(changed, 200);
    assert.deepEqual(changed.body.data, { ...client, ...change, updated_at: '2026-06-15T09:00:01.000Z' });
    for (const same of [change, {}])
      assert.deepEqual((await patch(`clients/${client.id}`, same)).body.data, changed.body.data);
    const [creation, update, ...others] = await audited('client', client.id);
    assert.deepEqual(others, []);
    assert.deepEqual(
      { ...creation, changeset: null },
      { ...stamp, request_id: meta.request_id, action: 'create', changeset: null },
    );
    assert.deepEqual(update, {
      ...stamp,
      request_id: changed.body.meta.request_id,
      action: 'update',
      changeset: {
        old: { name: 'МІС «Приклад»', scopes: ['license:read'], access_type: 'DIRECT' },
        new: change,
      },
    });
  });

  test('the list is filtered and paged; a part of a name is taken literally', async () => {
    const marked = await Promise.all(
      [1, 2, 3].map((at) => create({ name: `100%_мережа ${at}`, type: 'MSP' })),
    );
    const ids = async (query: string) =>
      (await get(`clients?${query}`)).body.data.map(({ id }: { id: string }) => id);
    assert.deepEqual(
      (await ids(`name=${encodeURIComponent('%_МЕРЕЖА')}`)).sort(),
      marked.map(({ id }) => id).sort(),
    );
    assert.deepEqual(await ids(`name=${encodeURIComponent('100%_мережа')}&type=NHS`), []);
    assert.deepEqual(await ids('type=NHS'), [operator.clientId]);
    const page = await get('clients?type=MSP&page=2&page_size=2');
    assert.deepEqual(page.body.paging, { page_number: 2, page_size: 2, total_entries: 4, total_pages: 2 });
    assertStatus(await get('clients?is_blocked=maybe'), 422);
  });

  test('a blocked client is refused from its next request on, with the reason in the audit log', async () => {
    const ask = () => call(`${app.url}/api/clients/${owner.id}/connections`, { token: owner.token });
    assertStatus(await ask(), 200);
    const reason = 'Звернення власника, лист № 7';
    for (const repeated of [false, true]) {
      const answer = await patch(`clients/${owner.id}/actions/block`, { reason });
      assert.deepEqual([answer.status, answer.body.data.is_blocked], [200, true], `repeated: ${repeated}`);
    }
    assertErrorBytes(await ask(), 401, TOKEN_INVALID);
    assert.deepEqual(
      (await get('clients?is_blocked=true')).body.data.map(({ id }: { id: string }) => id),
      [owner.id],
    );
    assertStatus(await patch(`clients/${owner.id}/actions/unblock`, { reason: 'Перевірено' }), 200);
    assertStatus(await ask(), 200);
    const rows = (await audited('client', owner.id)).filter(({ action }) => action.endsWith('block'));
    assert.deepEqual(
      rows.map(({ action, changeset }) => [action, changeset]),
      [
        ['block', { old: { is_blocked: false }, new: { is_blocked: true }, reason }],
        ['unblock', { old: { is_blocked: true }, new: { is_blocked: false }, reason: 'Перевірено' }],
      ],
    );
  });

  test('nobody blocks the client of the own token', async () => {
    const answer = await patch(`clients/${operator.clientId}/actions/block`, { reason: 'помилка' });
    assertRefused(answer, 409, 'request_conflict', 'Client can not block itself');
    assertStatus(await patch(`clients/${operator.clientId}/actions/unblock`, { reason: 'жодної' }), 200);
    assert.deepEqual(
      (await audited('client', operator.clientId)).map(({ action }) => action),
      ['create'],
    );
  });

  test('what is wrong is refused, all of it at once, and nothing is written', async () => {
    const mistakes: [object, string[]][] = [
      [{}, ['$.name required', '$.scopes required', '$.type required']],
      [
        newMis({ scopes: ['read', 'a:b c:d', ''] }),
        ['$.scopes.[0] format', '$.scopes.[1] format', '$.scopes.[2] format'],
      ],
      [newMis({ scopes: Array.from({ length: 201 }, (_, at) => `a:${at}`) }), ['$.scopes length']],
      [
        newMis({ access_type: 'direct', is_public: 'yes', id: '1' }),
        ['$.access_type inclusion', '$.id format', '$.is_public cast'],
      ],
      [newMis({ name: '', type: 'x'.repeat(256) }), ['$.name length', '$.type length']],
      [newMis({ name: 'a\0b' }), ['$.name format']],
      [newMis({ secret: 'mine', is_blocked: true }), ['$.is_blocked schema', '$.secret schema']],
    ];
    for (const [body, expected] of mistakes) {
      const answer = await post('clients', body);
      assertStatus(answer, 422);
      assert.deepEqual(mistakesOf(answer).sort(), expected, answer.describe());
    }
    assertStatus(await patch(`clients/${operator.clientId}`, { type: 'MIS' }), 422);
    for (const reason of [undefined, '', '  ', 'x'.repeat(1001)])
      assertStatus(await patch(`clients/${owner.id}/actions/block`, { reason }), 422);
    const taken = await post('clients', newMis({ id: operator.clientId.toUpperCase() }));
    assertRefused(taken, 409, 'request_conflict', 'Client already exists');
    for (const id of [randomUUID(), 'x']) {
      assertRefused(await get(`clients/${id}`), 404, 'not_found', 'Client was not found');
      assertRefused(await patch(`clients/${id}`, { name: 'x' }), 404, 'not_found', 'Client was not found');
      const blocked = await patch(`clients/${id}/actions/block`, { reason: 'x' });
      assertRefused(blocked, 404, 'not_found', 'Client was not found');
    }
  });

  test('two operators who change the same client at once lose nothing of each other', async () => {
    const { id } = await create();
    await Promise.all([
      patch(`clients/${id}`, { name: 'Одна' }),
      patch(`clients/${id}`, { scopes: ['a:b'] }),
      patch(`clients/${id}`, { access_type: 'BROKER' }),
    ]);
    const { name, scopes, access_type } = (await get(`clients/${id}`)).body.data;
    assert.deepEqual([name, scopes, access_type], ['Одна', ['a:b'], 'BROKER']);
    assert.equal((await audited('client', id)).length, 4);
  });
});
