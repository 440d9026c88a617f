/**
 * Goal: which client needs an API key and which key it takes.
 * Method: every kind of client with every kind of key, over HTTP.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { scopeMissing, TOKEN_INVALID } from '../fixtures/literal-errors.ts';
import { rawCall } from '../fixtures/raw-http.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const KEY = 'key-of-the-mis';
const REVOKED_KEY = 'revoked-key-of-the-mis';
const BLOCKED_KEY = 'key-of-a-blocked-mis';
const mis = randomUUID();
const blockedMis = randomUUID();
const broker = clinic({ status: 'CLOSED', client: { access_type: 'BROKER' } });
const direct = clinic({ status: 'CLOSED' });
const powerlessBroker = clinic({ client: { access_type: 'BROKER' }, token: { scope: 'license:read' } });

const setting = useSetting({
  world: mergeWorlds(broker.world, direct.world, powerlessBroker.world, {
    clients: [
      { id: mis, type: 'MIS', access_type: 'BROKER' },
      { id: blockedMis, type: 'MIS', access_type: 'BROKER', is_blocked: true },
    ],
    api_keys: [
      { value: KEY, client_id: mis },
      { value: REVOKED_KEY, client_id: mis },
      { value: BLOCKED_KEY, client_id: blockedMis },
    ],
  }),
});
const send = (token: string, key?: string) =>
  call(`${setting.product.apiUrl}/api/licenses`, {
    token,
    headers: key === undefined ? {} : { 'API-key': key },
    body: licenseBody(),
  });

const wrongKeys: Record<string, string> = {
  'an unknown key': 'nobody-issued-this',
  'an empty key': '',
  'a key with a trailing byte': `${KEY}x`,
  'a key in another case': KEY.toUpperCase(),
  "a blocked MIS's key": BLOCKED_KEY,
  'a token in place of the key': broker.token,
  'two keys in one header': `${KEY}, ${KEY}`,
};

for (const [name, sender, withoutKey] of [
  ['a BROKER client', broker, 401],
  ['a DIRECT client', direct, 422],
] as const) {
  describe(`the token of ${name}`, () => {
    test(`without a key: ${withoutKey}`, async () => {
      const answer = await send(sender.token);
      if (withoutKey === 401) assertErrorBytes(answer, 401, TOKEN_INVALID);
      else assertStatus(answer, withoutKey);
    });
    test('with a right key is let through', async () => assertStatus(await send(sender.token, KEY), 422));
    for (const [what, key] of Object.entries(wrongKeys)) {
      test(`with ${what}: 401, the same as for a wrong token`, async () => {
        const answer = await send(sender.token, key);
        assertErrorBytes(answer, 401, TOKEN_INVALID);
        assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
      });
    }
    test('with two API-key headers is refused, even when both are right', async () => {
      const lines = [
        'POST /api/licenses HTTP/1.1',
        'Content-Type: application/json',
        `Authorization: Bearer ${sender.token}`,
        `API-key: ${KEY}`,
        `api-key: ${KEY}`,
      ];
      const answer = await rawCall(setting.product.apiUrl, lines, JSON.stringify(licenseBody()));
      assert.equal(answer.status, 401);
    });
    test('with the key in the query is a token without a key', async () => {
      const url = `${setting.product.apiUrl}/api/licenses?api-key=${KEY}&API-key=${KEY}`;
      assertStatus(await call(url, { token: sender.token, body: licenseBody() }), withoutKey);
    });
  });
}

test('a right key alone opens nothing', async () => {
  assertErrorBytes(await send('nobody-issued-this', KEY), 401, TOKEN_INVALID);
});

test('the key is checked before the scope', async () => {
  assertErrorBytes(await send(powerlessBroker.token), 401, TOKEN_INVALID);
  assertErrorBytes(await send(powerlessBroker.token, KEY), 403, scopeMissing('license:write'));
});

test('a revoked key is refused from the next request on', async () => {
  assertStatus(await send(broker.token, REVOKED_KEY), 422);
  const revoke = "UPDATE api_keys SET revoked_at = now() WHERE value_hash = sha256(convert_to($1, 'UTF8'))";
  await setting.database.query(revoke, [REVOKED_KEY]);
  assertErrorBytes(await send(broker.token, REVOKED_KEY), 401, TOKEN_INVALID);
  assertErrorBytes(await send(direct.token, REVOKED_KEY), 401, TOKEN_INVALID);
  assertStatus(await send(broker.token, KEY), 422);
});

test('esoz api-key issue → use → esoz api-key revoke', async () => {
  const env = { DATABASE_URL: setting.database.url };
  const issued = await runEsoz(['api-key', 'issue', '--client', mis, '--json'], env);
  assert.equal(issued.code, 0, issued.stderr);
  const { id, value } = JSON.parse(issued.stdout);
  assertStatus(await send(broker.token, value), 422);
  const revocation = await runEsoz(['api-key', 'revoke', id, '--json'], env);
  assert.deepEqual(JSON.parse(revocation.stdout), { id, outcome: 'revoked' });
  assertErrorBytes(await send(broker.token, value), 401, TOKEN_INVALID);
});

test('a client that becomes a BROKER needs a key from the next request on', async () => {
  const become = (type: string) =>
    setting.database.query('UPDATE clients SET access_type = $2 WHERE id = $1', [direct.id, type]);
  assertStatus(await send(direct.token), 422);
  await become('BROKER');
  assertErrorBytes(await send(direct.token), 401, TOKEN_INVALID);
  await become('DIRECT');
  assertStatus(await send(direct.token), 422);
});
