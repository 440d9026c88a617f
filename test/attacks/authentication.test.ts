/**
 * Goal: nothing but a live access token in its place, and a live key in its own, lets anybody in; and no longer than it lives.
 * Method: each secret that the product hands out is shown in every place where another is due; headers as no client sends
 * them; the API in this process, whose time the test moves.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { before, describe, test } from 'node:test';
import { hashSecret, randomSecret } from '../../src/auth/secrets.ts';
import { assertErrorBytes, call } from '../fixtures/client.ts';
import { eventually } from '../fixtures/eventually.ts';
import { TOKEN_INVALID } from '../fixtures/literal-errors.ts';
import { openSocket, rawCall } from '../fixtures/raw-http.ts';
import { codeOf, form, formRefresh, national, nationalCode, type Pair, pairOf } from '../oauth/flow.ts';
import { SECRET, useServedPeople } from '../oauth/world.ts';

const served = useServedPeople();
const KEY_INVALID = '{"type":"access_denied","message":"Invalid api key"}';
const query = (text: string, values: unknown[]) => served.database.query(text, values);

/** A token of an officer with the scope of an administrative method. */
const OFFICER_SCOPE = 'user:read';
async function officerToken(): Promise<string> {
  const value = randomSecret();
  const { nhs, officer } = served.ids;
  await query(
    "INSERT INTO tokens (id, value_hash, client_id, user_id, scope, expires_at, inserted_at) VALUES ($1, $2, $3, $4, $5, now() + interval '1 day', now())",
    [randomUUID(), hashSecret(value), nhs, officer, OFFICER_SCOPE],
  );
  return value;
}
async function apiKey(): Promise<string> {
  const value = randomSecret();
  await query('INSERT INTO api_keys (id, value_hash, client_id, inserted_at) VALUES ($1, $2, $3, now())', [
    randomUUID(),
    hashSecret(value),
    served.ids.mis,
  ]);
  return value;
}
const licenses = (headers: Record<string, string>) => call(`${served.url}/api/licenses`, { headers });
const users = (headers: Record<string, string>) => call(`${served.url}/api/admin/users`, { headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('each secret opens what it is for, and nothing else', () => {
  const secrets: Record<string, string> = {};
  let pair: Pair;
  let token: string;
  let key: string;
  before(async () => {
    await eventually('the setting', () => served.url !== undefined);
    [pair, token, key] = await Promise.all([pairOf(served), officerToken(), apiKey()]);
    const used = await codeOf(served);
    assert.equal((await national(served.url, nationalCode(served.ids, used))).status, 201);
    const [session, link] = [randomSecret(), randomSecret()];
    await query(
      "INSERT INTO sessions (id, value_hash, user_id, passed_at, address, user_agent, last_used_at, expires_at, inserted_at) VALUES ($1, $2, $3, now(), '', '', now(), now() + interval '1 hour', now())",
      [randomUUID(), hashSecret(session), served.ids.officer],
    );
    await query(
      "INSERT INTO password_links (user_id, value_hash, kind, expires_at, inserted_at) VALUES ($1, $2, 'reset', now() + interval '1 hour', now())",
      [served.ids.officer, hashSecret(link)],
    );
    Object.assign(secrets, {
      'an access token': pair.access,
      'a refresh token': pair.refresh,
      'a code': await codeOf(served),
      'a code that was used': used,
      'a secret of a client': SECRET,
      'a session': session,
      'a one-time link': link,
      'an API key': key,
      'the id of a client': served.ids.clinic,
      'the id of a person': served.ids.owner,
      'the hash of a token': hashSecret(pair.access).toString('hex'),
    });
  });

  test('as a bearer token', async () => {
    assert.equal((await licenses(bearer(pair.access))).status, 200);
    for (const [name, value] of Object.entries(secrets)) {
      if (name === 'an access token') continue;
      for (const shown of [value, encodeURIComponent(value)])
        assertErrorBytes(await licenses(bearer(shown)), 401, TOKEN_INVALID);
      assertErrorBytes(await users({ ...bearer(value), 'api-key': key }), 401, TOKEN_INVALID);
    }
  });
  test('as an API key', async () => {
    assert.equal((await users({ ...bearer(token), 'api-key': key })).status, 200);
    for (const [name, value] of Object.entries(secrets)) {
      if (name === 'an API key') continue;
      assertErrorBytes(await users({ ...bearer(token), 'api-key': value }), 401, KEY_INVALID);
      assertErrorBytes(await licenses({ ...bearer(pair.access), 'api-key': value }), 401, TOKEN_INVALID);
    }
  });
  test('as a code or a refresh token', async () => {
    for (const [name, value] of Object.entries(secrets)) {
      if (name !== 'a code' && name !== 'a code that was used')
        assert.equal((await national(served.url, nationalCode(served.ids, value))).status, 401, name);
      if (name !== 'a refresh token') {
        const answer = await form(served.url, '/oauth/tokens', formRefresh(served.ids, value));
        assert.deepEqual([answer.status, answer.body.error], [400, 'invalid_grant'], name);
      }
    }
  });
  test('as the secret of a client', async () => {
    const code = await codeOf(served);
    for (const [name, client_secret] of Object.entries(secrets)) {
      if (name === 'a secret of a client') continue;
      const answer = await national(served.url, nationalCode(served.ids, code, { client_secret }));
      assert.equal(answer.body.error.type, 'invalid_client', name);
    }
    assert.equal((await national(served.url, nationalCode(served.ids, code))).status, 201);
  });
});

describe('headers of an administrative method', () => {
  let token: string;
  let key: string;
  before(async () => {
    await eventually('the setting', () => served.url !== undefined);
    [token, key] = await Promise.all([officerToken(), apiKey()]);
  });
  const send = (...lines: string[]) => rawCall(served.url, ['GET /api/admin/users HTTP/1.1', ...lines]);

  test('may have blanks around them and a name in any case', async () => {
    for (const name of ['API-key', 'api-key', 'API-KEY', 'Api-Key'])
      assert.equal((await send(`authorization: BEARER ${token}`, `${name}: \t ${key} \t`)).status, 200, name);
  });
  test('two keys are no key, even equal ones, in one line or in two', async () => {
    const other = await apiKey();
    for (const lines of [
      [`API-key: ${key}`, `API-key: ${key}`],
      [`API-key: ${key}`, `api-key: ${other}`],
      [`API-key: ${key}`, 'API-key:'],
      [`API-key: ${key}, ${key}`],
      [`API-key: ${key} ${key}`],
      [`API-key: "${key}"`],
    ]) {
      const answer = await send(`Authorization: Bearer ${token}`, ...lines);
      assert.deepEqual([answer.status, answer.body.error.message], [401, 'Invalid api key'], lines.join());
    }
  });
  test('a key with a byte more or less, or in another case, is none', async () => {
    const odd = [`${key}=`, `${key}\u00a0`, `${key}%00`, key.slice(0, -1), ` ${key}.`, `${key};`, `-${key}`];
    const flipped = key.replace(/[a-z]/g, (letter) => letter.toUpperCase());
    for (const each of [...odd, ...(flipped === key ? [] : [flipped])]) {
      const answer = await send(`Authorization: Bearer ${token}`, `API-key: ${each}`);
      assert.deepEqual([answer.status, answer.body.error.message], [401, 'Invalid api key'], each);
    }
  });
  test('a key elsewhere than in its header is not set', async () => {
    const target = `/api/admin/users?api-key=${key}&API-key=${key}&apikey=${key}`;
    for (const lines of [
      [`GET ${target} HTTP/1.1`],
      ['GET /api/admin/users HTTP/1.1', `Cookie: api-key=${key}`],
      ['GET /api/admin/users HTTP/1.1', `X-API-Key: ${key}`, `apikey: ${key}`, `api_key: ${key}`],
    ]) {
      const answer = await rawCall(served.url, [...lines, `Authorization: Bearer ${token}`]);
      assert.deepEqual([answer.status, answer.body.error.message], [401, 'Api key is not set']);
    }
  });
  test('what a gateway would have set gives neither scope nor key', async () => {
    const forged = [
      `X-Consumer-Id: ${served.ids.officer}`,
      `X-Consumer-Metadata: {"client_id":"${served.ids.nhs}","scopes":"${OFFICER_SCOPE}"}`,
      `X-Consumer-Scope: ${OFFICER_SCOPE}`,
      'X-Credential-Identifier: mis',
      'X-Authenticated-Scope: *',
    ];
    assert.equal((await send(...forged)).body.error.message, 'Api key is not set');
    assert.equal((await send(...forged, `API-key: ${key}`)).body.error.message, 'Invalid access token');
  });
  test('schemes of other kinds of tokens, and parameters, are no bearer token', async () => {
    for (const value of [
      `DPoP ${token}`,
      `MAC ${token}`,
      `Bearer token="${token}"`,
      `Bearer "${token}"`,
      `Bearer <${token}>`,
      `Bearer ${token},`,
      `Bearer, Bearer ${token}`,
      `Bearer: ${token}`,
      `Bearer\u00a0${token}`,
      `Bearer ${token}\u0439`,
      `Bearer ${'x'.repeat(4096)}`,
      `Bearer ${'x'.repeat(4097)}`,
      `Bearer ${token}${' '.repeat(100)}x`,
    ]) {
      const answer = await send(`Authorization: ${value}`, `API-key: ${key}`);
      assert.deepEqual([answer.status, answer.body.error.message], [401, 'Invalid access token'], value);
    }
  });
});

test('an access token is over at its second, on a connection that it has opened', async () => {
  const { access } = await pairOf(served);
  const [token] = await served.database.query<{ expires_at: Date }>(
    'SELECT expires_at FROM tokens WHERE value_hash = $1',
    [hashSecret(access)],
  );
  const connection = await openSocket(served.url);
  const ask = async (answers: number) => {
    connection.write(`GET /api/licenses HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${access}\r\n\r\n`);
    return eventually('the answer', () => {
      const statuses = [...connection.received().matchAll(/HTTP\/1\.1 (\d{3})/g)];
      return statuses.length === answers && statuses.at(-1)?.[1];
    });
  };
  assert.equal(await ask(1), '200');
  // The clock runs on from here, so the second itself is met from both sides with some to spare.
  const expiresInMs = (token as { expires_at: Date }).expires_at.getTime() - served.clock.now().getTime();
  served.advance(expiresInMs - 60_000);
  assert.equal(await ask(2), '200');
  served.advance(60_000);
  assert.equal(await ask(3), '401');
  connection.socket.destroy();
  await once(connection.socket, 'close');
});

describe('between two requests of one connection', () => {
  const ends: Record<string, string> = {
    'the family is revoked':
      'UPDATE token_families f SET revoked_at = now() FROM tokens t WHERE t.family_id = f.id AND t.value_hash = $1',
    'the consent is taken back':
      'UPDATE token_families f SET withdrawn_at = now() FROM tokens t WHERE t.family_id = f.id AND t.value_hash = $1',
    'the connection is blocked':
      'UPDATE connections n SET is_blocked = true FROM token_families f JOIN tokens t ON t.family_id = f.id WHERE f.connection_id = n.id AND t.value_hash = $1',
  };
  for (const [name, statement] of Object.entries(ends)) {
    test(`${name}: the second is refused, also when both come at once with a good one between`, async () => {
      const [doomed, good] = [await pairOf(served), await pairOf(served, { at: served.ids.clinic })];
      assert.equal((await licenses(bearer(doomed.access))).status, 200);
      await query(statement, [hashSecret(doomed.access)]);
      const blocksBoth = name === 'the connection is blocked';
      const statuses = await Promise.all(
        [doomed, good, doomed].map(async ({ access }) => (await licenses(bearer(access))).status),
      );
      assert.deepEqual(statuses, [401, blocksBoth ? 401 : 200, 401]);
      await query('UPDATE connections SET is_blocked = false WHERE is_blocked AND $1::bytea IS NOT NULL', [
        hashSecret(''),
      ]);
    });
  }
});
