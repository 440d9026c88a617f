/**
 * Goal: a token ends when its holder says so, and says what it may do to whom it belongs; nothing is taken for what it is not,
 * and nothing secret is told or logged.
 * Method: the API in this process; its whole log is searched at the end.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { withdrawConsent } from '../../src/oauth/consents.ts';
import { atOnce } from '../../src/platform/turns.ts';
import { assertErrorBytes, assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { openApp } from '../fixtures/in-process.ts';
import {
  codeOf,
  errorBytes,
  form,
  formRefresh,
  isAccepted,
  national,
  nationalCode,
  type Pair,
  pairOf,
} from './flow.ts';
import { MIS_SECRET, SECRET, useServedPeople } from './world.ts';

const people = useServedPeople();
const apiKey = 'key-of-the-nhs-key-of-the-nhs';
/** Every secret that a test has seen. */
const secrets: string[] = [SECRET, MIS_SECRET, apiKey];
const fresh = async (): Promise<Pair> => {
  const pair = await pairOf(people);
  secrets.push(pair.access, pair.refresh);
  return pair;
};
const clinic = () => ({ client_id: people.ids.clinic, client_secret: SECRET });
const other = () => ({ client_id: people.ids.otherClinic, client_secret: `${SECRET}2` });
const ask = (token: string, credentials: object = clinic()) =>
  form(people.url, '/oauth/introspect', { token, ...credentials });
const revoke = (token: string, credentials: object = clinic()) =>
  form(people.url, '/oauth/revoke', { token, token_type_hint: 'access_token', ...credentials });

describe('logging out', () => {
  const logOut = (token: string) => call(`${people.url}/auth/logout`, { method: 'POST', token });

  test('ends the token and its family, whatever scope it has', async () => {
    const pair = await fresh();
    const next = await form(people.url, '/oauth/tokens', formRefresh(people.ids, pair.refresh));
    const answer = await logOut(pair.access);
    assertStatus(answer, 200);
    assert.deepEqual(answer.body.data, {});
    for (const token of [pair.access, next.body.access_token])
      assert.equal(await isAccepted(people.url, token), false);
    const again = await form(people.url, '/oauth/tokens', formRefresh(people.ids, next.body.refresh_token));
    assert.deepEqual([again.status, again.body.error], [400, 'invalid_grant']);
    assertRefused(await logOut(pair.access), 401, 'access_denied', 'Invalid access token');
  });

  test('ends both or neither: whoever gets an error can come again', async () => {
    const pair = await fresh();
    await people.database.query(
      'ALTER TABLE token_families ADD CONSTRAINT goes_on CHECK (revoked_at IS NULL) NOT VALID',
    );
    const failed = await logOut(pair.access);
    await people.database.query('ALTER TABLE token_families DROP CONSTRAINT goes_on');
    assertStatus(failed, 500);
    assertStatus(await logOut(pair.access), 200);
    const again = await form(people.url, '/oauth/tokens', formRefresh(people.ids, pair.refresh));
    assert.deepEqual([again.status, again.body.error], [400, 'invalid_grant']);
  });

  test('leaves other families of the person alone', async () => {
    const [one, two] = [await fresh(), await fresh()];
    assertStatus(await logOut(one.access), 200);
    assert.equal(await isAccepted(people.url, two.access), true);
  });
});

describe('revocation (RFC 7009)', () => {
  test('of an access token ends it alone, of a refresh token the family', async () => {
    const pair = await fresh();
    assert.equal((await revoke(pair.access)).status, 200);
    assert.equal(await isAccepted(people.url, pair.access), false);
    const next = await form(people.url, '/oauth/tokens', formRefresh(people.ids, pair.refresh));
    assert.equal(next.status, 200, next.describe());
    assert.equal((await revoke(next.body.refresh_token)).status, 200);
    assert.equal(await isAccepted(people.url, next.body.access_token), false);
  });

  test('says nothing of what is unknown or of another client, and does nothing', async () => {
    const pair = await fresh();
    for (const answer of [
      await revoke('unknown'),
      await revoke(pair.access, other()),
      await revoke(pair.refresh, other()),
    ])
      assert.deepEqual([answer.status, answer.text], [200, '{}']);
    assert.equal(await isAccepted(people.url, pair.access), true);
  });

  test('asks for the client, and for a token', async () => {
    for (const credentials of [{}, { client_id: people.ids.clinic }, { ...clinic(), client_secret: 'x' }]) {
      const answer = await revoke('x', credentials);
      assert.deepEqual([answer.status, answer.body.error], [401, 'invalid_client']);
    }
    const none = await form(people.url, '/oauth/revoke', clinic());
    assert.deepEqual([none.status, none.body.error], [400, 'invalid_request']);
  });
});

describe('introspection (RFC 7662)', () => {
  test('tells of an own access token', async () => {
    const pair = await fresh();
    const { body } = await ask(pair.access);
    const { exp, iat, ...others } = body;
    assert.deepEqual(others, {
      active: true,
      scope: 'license:read license:write',
      client_id: people.ids.clinic,
      sub: people.ids.owner,
      token_type: 'Bearer',
    });
    assert.equal(exp - iat, 2_592_000);
  });

  test('tells nothing but `active: false` of all else', async () => {
    const pair = await fresh();
    const code = await codeOf(people);
    secrets.push(code);
    const answers = [
      await ask('unknown'),
      await ask(pair.access, other()),
      await ask(pair.refresh),
      await ask(code),
      await ask(apiKey),
      await ask(SECRET),
    ];
    await revoke(pair.access);
    answers.push(await ask(pair.access));
    for (const answer of answers) assert.equal(answer.text, '{"active":false}', answer.describe());
  });
});

describe('verification, the national way', () => {
  before(async () => {
    await people.database.query(
      'INSERT INTO api_keys (id, value_hash, client_id, inserted_at) VALUES ($1, sha256($2::bytea), $3, now())',
      [randomUUID(), apiKey, people.ids.nhs],
    );
  });
  const verify = (token: string, headers: Record<string, string> = { 'api-key': apiKey }) =>
    call(`${people.url}/admin/tokens/${token}/verify`, { headers });

  test('asks for an API key, and tells what a token may do, without repeating it', async () => {
    const pair = await fresh();
    assertRefused(await verify(pair.access, {}), 401, 'access_denied', 'Api key is not set');
    assertRefused(await verify(pair.access, { 'api-key': 'x' }), 401, 'access_denied', 'Invalid api key');
    const answer = await verify(pair.access);
    assertStatus(answer, 200);
    assert.equal(answer.text.includes(pair.access), false);
    assert.equal(answer.body.meta.url, `${people.url}/admin/tokens/{value}/verify`);
    const { id, expires_at, ...others } = answer.body.data;
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.equal(typeof expires_at, 'number');
    assert.deepEqual(others, {
      name: 'access_token',
      user_id: people.ids.owner,
      details: { scope: 'license:read license:write', client_id: people.ids.clinic },
    });
  });

  test('says why a token is good no more', async () => {
    const url = `${people.url}/admin/tokens/{value}/verify`;
    const told = async (token: string, type: string, message: string) => {
      const answer = await verify(token);
      assertErrorBytes({ ...answer, url }, 401, errorBytes(type, message));
    };
    const [revoked, withdrawn, expired] = [await fresh(), await fresh(), await fresh()];
    await told('unknown', 'token_not_found', 'Token not found.');
    await told(revoked.refresh, 'token_not_found', 'Token not found.');
    await revoke(revoked.refresh);
    await told(revoked.access, 'token_not_found', 'Token not found.');
    const { owner: userId, clinic: connectionId } = people.ids;
    await withdrawConsent(
      { db: people.pool, clock: people.clock, writes: atOnce },
      { userId, connectionId, requestId: 'back' },
    );
    await told(withdrawn.access, 'access_denied', 'Resource owner revoked access for the client.');
    people.advance(2_592_000_000);
    await told(expired.access, 'token_expired', 'Token expired.');
  });
});

test('nothing is taken for what it is not', async () => {
  const pair = await fresh();
  const code = await codeOf(people);
  secrets.push(code);
  for (const value of [pair.refresh, code, apiKey, SECRET])
    assert.equal(await isAccepted(people.url, value), false);
  for (const value of [pair.access, code, apiKey]) {
    const answer = await form(people.url, '/oauth/tokens', formRefresh(people.ids, value));
    assert.equal(answer.body.error, 'invalid_grant');
  }
  for (const value of [pair.access, pair.refresh, apiKey]) {
    const answer = await national(people.url, nationalCode(people.ids, value));
    assert.equal(answer.body.error.type, 'token_not_found');
  }
  const asKey = await call(`${people.url}/admin/tokens/x/verify`, { headers: { 'api-key': pair.access } });
  assertRefused(asKey, 401, 'access_denied', 'Invalid api key');
});

test('metadata name PUBLIC_URL, else the address under which it was asked', async () => {
  const path = '/.well-known/oauth-authorization-server';
  const here = await call(people.url + path);
  assert.equal(here.body.issuer, people.url);
  assert.equal(here.body.token_endpoint, `${people.url}/oauth/tokens`);
  const app = await openApp(people.database, { env: { PUBLIC_URL: 'https://registry.example/' } });
  const { body } = await call(app.url + path);
  await app.close();
  assert.deepEqual(
    [body.issuer, body.authorization_endpoint, body.authorization_response_iss_parameter_supported],
    ['https://registry.example', 'https://registry.example/sign-in', true],
  );
});

test('no secret of all this is in a line of the log', () => {
  const logged = people.apps[0]?.logged() ?? '';
  assert.ok(logged.includes('/admin/tokens/:value/verify'));
  for (const secret of secrets) assert.equal(logged.includes(secret), false, secret);
});
