/**
 * Goal: a token tells who its holder is, for whom, with which rights and until when; and nothing that is a secret.
 * Method: requests to the API in the test's own process, with tokens of a world.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { TOKEN_INVALID } from '../fixtures/literal-errors.ts';
import { clinic, mergeWorlds } from '../fixtures/registry.ts';
import { useServedApp } from '../fixtures/served-app.ts';

const here = clinic({ token: { scope: 'license:read license:write' } });
const elsewhere = clinic();
const email = 'owner@clinic.example';
const [nhs, officer, mis] = [randomUUID(), randomUUID(), randomUUID()];
const broker = clinic({ client: { access_type: 'BROKER' }, token: { scope: '' } });
const app = useServedApp(
  mergeWorlds({ ...here.world, users: [] }, elsewhere.world, broker.world, {
    clients: [
      { id: nhs, name: 'НСЗУ', type: 'NHS' },
      { id: mis, name: 'МІС', type: 'MIS', access_type: 'BROKER' },
    ],
    users: [
      { id: here.userId, email, roles: ['OWNER', 'ADMIN'], legal_entities: [here.id] },
      { id: officer, roles: ['NHS_REGISTRY'] },
    ],
    tokens: [
      // The owner of one clinic, working for another.
      { value: 'for-another', client_id: elsewhere.id, user_id: here.userId, scope: '', expires_in: 60 },
      { value: 'of-an-officer', client_id: nhs, user_id: officer, scope: 'events:read', expires_in: 60 },
      { value: 'expired', client_id: nhs, user_id: officer, scope: 'events:read', expires_in: 0 },
    ],
    api_keys: [{ value: 'key-of-the-mis', client_id: mis }],
  }),
);
const ask = (token: string, headers: Record<string, string> = {}) =>
  call(`${app.url}/auth/me`, { token, headers });
const identity = async (token: string) => {
  const answer = await ask(token);
  assertStatus(answer, 200);
  return answer.body.data;
};

describe('GET /auth/me', () => {
  test('of a person who works for a clinic', async () => {
    assert.deepEqual(await identity(here.token), {
      user_id: here.userId,
      email,
      client_id: here.id,
      client_name: 'Клініка',
      client_type: 'MSP',
      legal_entity: {
        id: here.id,
        name: 'Клініка',
        edrpou: '38782323',
        type: 'OUTPATIENT',
        status: 'ACTIVE',
      },
      scopes: ['license:read', 'license:write'],
      roles: ['ADMIN', 'OWNER'],
      expires_at: '2026-06-15T10:00:00.000Z',
    });
  });

  test('roles of another legal entity do not count', async () => {
    const { roles, legal_entity } = await identity('for-another');
    assert.deepEqual([roles, legal_entity.id], [[], elsewhere.id]);
  });

  test('of somebody of НСЗУ: roles that count everywhere, no legal entity, no address', async () => {
    const { roles, legal_entity, email: address, client_name, scopes } = await identity('of-an-officer');
    assert.deepEqual(
      [roles, legal_entity, address, client_name, scopes],
      [['NHS_REGISTRY'], null, null, 'НСЗУ', ['events:read']],
    );
  });

  test('needs no scope, and of a BROKER the API key', async () => {
    assertErrorBytes(await ask(broker.token), 401, TOKEN_INVALID);
    const answer = await ask(broker.token, { 'api-key': 'key-of-the-mis' });
    assertStatus(answer, 200);
    assert.deepEqual(answer.body.data.scopes, []);
  });

  test('refuses what is no valid token', async () => {
    for (const token of ['expired', 'unknown']) assertErrorBytes(await ask(token), 401, TOKEN_INVALID);
  });
});
