/**
 * Goal: a bearer token lets its owner in until it is over, revoked or blocked.
 * Method: requests to two processes, tokens issued on the command line.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus, call } from '../fixtures/client.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { scopeMissing, TOKEN_INVALID } from '../fixtures/literal-errors.ts';
import { rawCall } from '../fixtures/raw-http.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

/** Their requests pass authorization and end at the legal entity's status: 422, nothing written. */
const sound = clinic({ status: 'CLOSED' });
const expired = clinic({ token: { expires_in: -1 } });
const expiresNow = clinic({ token: { expires_in: 0 } });
const blockedUser = clinic({ user: { is_blocked: true } });
const blockedClient = clinic({ client: { is_blocked: true } });
const revoked = clinic();
const everyone = [sound, expired, expiresNow, blockedUser, blockedClient, revoked];

const SCOPES = {
  insufficient: [
    '',
    'license:read',
    'license:writes',
    'license:writ',
    'xlicense:write',
    'LICENSE:WRITE',
    'license:Write',
    'license',
    'write',
    'license:*',
    '*',
    'license:write,license:read',
    'license:read;license:write',
    'license:write\u00a0license:read',
    'license:read\tlicense:write',
    'license:read\nlicense:write',
    'license: write',
    'private_contracts:write',
  ],
  sufficient: ['license:write', 'license:read license:write', '  license:write  ', 'a:b license:write c:d'],
};
const withScope = (scope: string) => ({ scope, ...clinic({ status: 'CLOSED', token: { scope } }) });
const insufficient = SCOPES.insufficient.map(withScope);
const sufficient = SCOPES.sufficient.map(withScope);

const setting = useSetting({
  world: mergeWorlds(...[...everyone, ...insufficient, ...sufficient].map(({ world }) => world)),
  processes: 2,
});
const send = (headers: Record<string, string>, process = 0) =>
  call(`${setting.products[process]?.apiUrl}/api/licenses`, { headers, body: licenseBody() });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const raw = (...lines: string[]) =>
  rawCall(
    setting.product.apiUrl,
    ['POST /api/licenses HTTP/1.1', 'Content-Type: application/json', ...lines],
    JSON.stringify(licenseBody()),
  );
const revokeInDatabase = (clientId: string) =>
  setting.database.query('UPDATE tokens SET revoked_at = now() WHERE client_id = $1', [clientId]);

describe('401', () => {
  const { token } = sound;
  const refused: Record<string, () => Record<string, string>> = {
    'no header': () => ({}),
    'an unknown token': () => bearer('nobody-issued-this'),
    'an expired token': () => bearer(expired.token),
    'a token that expired this instant': () => bearer(expiresNow.token),
    "a blocked user's token": () => bearer(blockedUser.token),
    "a blocked client's token": () => bearer(blockedClient.token),
    'a revoked token': () => bearer(revoked.token),
    'another scheme': () => ({ authorization: `Token ${token}` }),
    'Basic with the token inside': () => ({ authorization: `Basic ${btoa(`${token}:`)}` }),
    'the token without a scheme': () => ({ authorization: token }),
    'the scheme without a token': () => ({ authorization: 'Bearer' }),
    'a tab for a blank': () => ({ authorization: `Bearer\t${token}` }),
    'no blank': () => ({ authorization: `Bearer${token}` }),
    'a blank within': () => bearer(`${token.slice(0, 9)} ${token.slice(9)}`),
    'a trailing byte': () => bearer(`${token}=`),
    'two tokens': () => bearer(`${token} ${token}`),
    'two tokens with a comma': () => bearer(`${token}, Bearer ${token}`),
    'a token that is cut': () => bearer(token.slice(0, -1)),
    'the hash that the database keeps': () => bearer('\\x00'),
    'a token in another header': () => ({ 'x-authorization': `Bearer ${token}` }),
    'a token in a cookie': () => ({ cookie: `token=${token}` }),
    'forged headers of a gateway': () => ({
      'x-consumer-id': sound.id,
      'x-consumer-metadata': JSON.stringify({ client_id: sound.id, scope: 'license:write' }),
    }),
  };
  for (const [name, headers] of Object.entries(refused)) {
    test(name, async () => {
      if (name === 'a revoked token') await revokeInDatabase(revoked.id);
      const answer = await send(headers());
      assertErrorBytes(answer, 401, TOKEN_INVALID);
      assert.deepEqual([...answer.headers.keys()].sort(), [
        'cache-control',
        'connection',
        'content-length',
        'content-type',
        'date',
        'keep-alive',
        'link',
        'www-authenticate',
        'x-content-type-options',
        'x-request-id',
      ]);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    });
  }
  test('several blanks before the token, and another case of the scheme, are as good as one', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER'])
      for (const blanks of [' ', '  ', '     '])
        assert.notEqual(
          (await send({ authorization: scheme + blanks + token })).status,
          401,
          scheme + blanks,
        );
  });
  test('a token in the query or in the body', async () => {
    const url = `${setting.product.apiUrl}/api/licenses?access_token=${token}&token=${token}`;
    const body = licenseBody({ access_token: token });
    assertErrorBytes(await call(url, { body }), 401, TOKEN_INVALID);
  });
  test('two Authorization headers, even equal ones', async () => {
    const line = `Authorization: Bearer ${token}`;
    for (const other of [line, 'authorization: Bearer other', 'Authorization:']) {
      assert.equal((await raw(line, other)).status, 401);
      assert.equal((await raw(other, line)).status, 401);
    }
  });
  test('the caller is told nothing of the token that was sent', async () => {
    const secret = `secret-${randomUUID()}`;
    const answer = await send(bearer(secret));
    assert.ok(!answer.text.includes(secret));
    assert.ok(!JSON.stringify([...answer.headers]).includes(secret));
  });
});

describe('what is let through', () => {
  test('the name of the scheme is read in any case', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER'])
      assertStatus(await send({ authorization: `${scheme} ${sound.token}` }), 422);
  });
  test('blanks around the header are no part of it', async () => {
    assert.equal((await raw(`authorization:   Bearer ${sound.token}  `)).status, 422);
  });
});

describe('scopes are compared exactly', () => {
  for (const { scope, token } of insufficient) {
    test(`${JSON.stringify(scope)} does not contain license:write`, async () =>
      assertErrorBytes(await send(bearer(token)), 403, scopeMissing('license:write')));
  }
  for (const { scope, token } of sufficient) {
    test(`${JSON.stringify(scope)} does`, async () => assertStatus(await send(bearer(token)), 422));
  }
});

describe('revocation, blocking and expiry reach every process with the next request', () => {
  async function assertRefusedEverywhere(token: string): Promise<void> {
    for (const process of [1, 0]) assertErrorBytes(await send(bearer(token), process), 401, TOKEN_INVALID);
  }
  async function assertAcceptedEverywhere(token: string): Promise<void> {
    for (const process of [0, 1]) assertStatus(await send(bearer(token), process), 422);
  }
  const change = (statement: string) => setting.database.query(statement, [sound.id]);

  test('esoz token issue → use → esoz token revoke', async () => {
    const env = { DATABASE_URL: setting.database.url };
    const options = ['--client', sound.id, '--user', sound.userId, '--scope', 'license:write', '--json'];
    const issued = await runEsoz(['token', 'issue', ...options], env);
    assert.equal(issued.code, 0, issued.stderr);
    const { id, value } = JSON.parse(issued.stdout);
    await assertAcceptedEverywhere(value);
    const revocation = await runEsoz(['token', 'revoke', id, '--json'], env);
    assert.deepEqual(JSON.parse(revocation.stdout), { id, outcome: 'revoked' });
    await assertRefusedEverywhere(value);
    await assertAcceptedEverywhere(sound.token);
  });
  test('blocking and unblocking the client', async () => {
    await assertAcceptedEverywhere(sound.token);
    await change('UPDATE clients SET is_blocked = true WHERE id = $1');
    await assertRefusedEverywhere(sound.token);
    await change('UPDATE clients SET is_blocked = false WHERE id = $1');
    await assertAcceptedEverywhere(sound.token);
  });
  test('blocking and unblocking the user', async () => {
    const block = (is: boolean) =>
      setting.database.query('UPDATE users SET is_blocked = $2 WHERE id = $1', [sound.userId, is]);
    await block(true);
    await assertRefusedEverywhere(sound.token);
    await block(false);
    await assertAcceptedEverywhere(sound.token);
  });
  test('a token whose time runs out between two requests', async () => {
    await assertAcceptedEverywhere(sound.token);
    await change("UPDATE tokens SET expires_at = now() + interval '300 milliseconds' WHERE client_id = $1");
    await eventually('a refusal of the expired token', async () => {
      const { status } = await send(bearer(sound.token));
      return status === 401 || undefined;
    });
    await assertRefusedEverywhere(sound.token);
  });
});
