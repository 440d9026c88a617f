/**
 * Goal: a code and a refresh token become tokens in either dialect, for whom they were issued; PKCE and secrets that rotate
 * hold.
 * Method: the API in this process with a clock that the test moves; codes are issued as the sign-in page issues them.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertStatus } from '../fixtures/client.ts';
import {
  codeOf,
  errorBytes,
  form,
  formRefresh,
  isAccepted,
  national,
  nationalCode,
  PKCE,
  VERIFIER,
} from './flow.ts';
import { CONSOLE_URI, MIS_SECRET, MIS_URI, SECRET, useServedPeople } from './world.ts';

const people = useServedPeople({ env: { ACCESS_TOKEN_TTL: '3600' } });

describe('the token endpoint answers', () => {
  test('the national form with 201, once', async () => {
    const answer = await national(people.url, nationalCode(people.ids, await codeOf(people)));
    assertStatus(answer, 201);
    const { data } = answer.body;
    assert.deepEqual(Object.keys(data), ['id', 'name', 'value', 'expires_at', 'user_id', 'details']);
    assert.deepEqual(Object.keys(data.details), ['scope', 'client_id', 'refresh_token', 'grant_type']);
    assert.equal(data.name, 'access_token');
    assert.equal(data.user_id, people.ids.owner);
    assert.equal(data.details.client_id, people.ids.clinic);
    assert.equal(data.details.scope, 'license:read license:write');
    assert.equal(data.details.grant_type, 'authorization_code');
    assert.ok(Math.abs(data.expires_at - people.clock.now().getTime() / 1000 - 3600) < 10);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(await isAccepted(people.url, data.value), true);

    const refreshed = await national(people.url, formRefresh(people.ids, data.details.refresh_token));
    assertStatus(refreshed, 201);
    assert.equal(refreshed.body.data.details.grant_type, 'refresh_token');
    assert.notEqual(refreshed.body.data.details.refresh_token, data.details.refresh_token);
    assert.equal(await isAccepted(people.url, refreshed.body.data.value), true);
    assert.equal(await isAccepted(people.url, data.value), true, 'the first lives on');
  });

  test('that of RFC 6749 with 200 and its five fields', async () => {
    const answer = await form(people.url, '/oauth/tokens', nationalCode(people.ids, await codeOf(people)));
    assert.equal(answer.status, 200, answer.describe());
    assert.deepEqual(Object.keys(answer.body), [
      'access_token',
      'token_type',
      'expires_in',
      'refresh_token',
      'scope',
    ]);
    assert.deepEqual([answer.body.token_type, answer.body.expires_in], ['Bearer', 3600]);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const refreshed = await form(
      people.url,
      '/oauth/tokens',
      formRefresh(people.ids, answer.body.refresh_token),
    );
    assert.equal(refreshed.status, 200, refreshed.describe());
  });

  test('a MIS that began, for the clinic that the person chose', async () => {
    const value = await codeOf(people, {
      at: people.ids.otherClinic,
      query: { client_id: people.ids.mis, redirect_uri: MIS_URI },
    });
    const mine = { client_id: people.ids.mis, client_secret: MIS_SECRET, redirect_uri: MIS_URI };
    const answer = await national(people.url, nationalCode(people.ids, value, mine));
    assertStatus(answer, 201);
    assert.equal(answer.body.data.details.client_id, people.ids.otherClinic);
    const refreshed = await form(
      people.url,
      '/oauth/tokens',
      formRefresh(people.ids, answer.body.data.details.refresh_token, {
        client_id: people.ids.mis,
        client_secret: MIS_SECRET,
      }),
    );
    assert.equal(refreshed.status, 200, refreshed.describe());
  });

  test('a public client without a secret, for a quarter of an hour', async () => {
    const query = { client_id: people.ids.console, redirect_uri: CONSOLE_URI, ...PKCE };
    const value = await codeOf(people, { query });
    const fields = {
      grant_type: 'authorization_code',
      client_id: people.ids.console,
      redirect_uri: CONSOLE_URI,
      code: value,
      code_verifier: VERIFIER,
    };
    const withSecret = await form(people.url, '/oauth/tokens', { ...fields, client_secret: 'x' });
    assert.deepEqual([withSecret.status, withSecret.body.error], [401, 'invalid_client']);
    const answer = await form(people.url, '/oauth/tokens', fields);
    assert.equal(answer.status, 200, answer.describe());
    assert.equal(answer.body.expires_in, 900);
    const asked = await form(people.url, '/oauth/introspect', {
      client_id: people.ids.console,
      token: answer.body.access_token,
    });
    assert.deepEqual([asked.status, asked.body.error], [401, 'invalid_client']);
  });

  test('a description of RFC 6749 says once what is wrong, and names fields of the form', async () => {
    const client = { client_id: people.ids.mis, client_secret: SECRET };
    const described = async (fields: object) =>
      (await form(people.url, '/oauth/tokens', { ...client, ...fields })).body.error_description;
    assert.equal(
      await described({ grant_type: 'password' }),
      'The authorization grant type is not supported by the authorization server.',
    );
    assert.equal(
      await described({ grant_type: 'authorization_code', code: 'x' }),
      "redirect_uri: can't be blank",
    );
  });

  test('credentials of RFC 6749, 2.3.1: Basic, encoded like a form; never in two places', async () => {
    const basic = (id: string, secret: string) =>
      `Basic ${Buffer.from(`${id}:${encodeURIComponent(secret)}`).toString('base64')}`;
    const { client_id, client_secret, ...fields } = nationalCode(people.ids, await codeOf(people));
    const send = (authorization: string, more: object = {}) =>
      form(people.url, '/oauth/tokens', { ...fields, ...more }, { authorization });
    const good = basic(client_id, client_secret);
    for (const authorization of [
      'Basic',
      'Basic !',
      'Basic YQ==',
      `Bearer ${SECRET}`,
      basic(client_id, 'x'),
    ]) {
      const answer = await send(authorization);
      assert.deepEqual([answer.status, answer.body.error], [401, 'invalid_client'], authorization);
      assert.equal(answer.headers.get('www-authenticate'), 'Basic realm="oauth"');
    }
    for (const more of [{ client_secret }, { client_id: people.ids.mis }]) {
      const answer = await send(good, more);
      assert.deepEqual([answer.status, answer.body.error], [400, 'invalid_request'], JSON.stringify(more));
    }
    const answer = await send(good, { client_id });
    assert.equal(answer.status, 200, answer.describe());
  });
});

describe('PKCE', () => {
  test('a wrong verifier uses the code up; a missing one too', async () => {
    for (const code_verifier of ['x'.repeat(43), undefined]) {
      const value = await codeOf(people, { query: PKCE });
      const wrong = await national(people.url, nationalCode(people.ids, value, { code_verifier }));
      assertErrorBytes(wrong, 401, errorBytes('invalid_grant', 'Token not found or expired.'));
      const right = await national(people.url, nationalCode(people.ids, value, { code_verifier: VERIFIER }));
      assertErrorBytes(right, 401, errorBytes('token_not_found', 'Token not found.'));
    }
  });

  test('whoever has the code alone cannot end what came of it', async () => {
    const value = await codeOf(people, { query: PKCE });
    const first = await national(people.url, nationalCode(people.ids, value, { code_verifier: VERIFIER }));
    assertStatus(first, 201);
    const used = [401, errorBytes('access_denied', 'Token has already been used.')] as const;
    assertErrorBytes(
      await national(people.url, nationalCode(people.ids, value, { code_verifier: 'x'.repeat(43) })),
      ...used,
    );
    assert.equal(await isAccepted(people.url, first.body.data.value), true);
    assertErrorBytes(
      await national(people.url, nationalCode(people.ids, value, { code_verifier: VERIFIER })),
      ...used,
    );
    assert.equal(await isAccepted(people.url, first.body.data.value), false);
  });
});

test('a former secret is good until it expires, that of another connection opens only its own', async () => {
  const connectionId = randomUUID();
  await people.database.query(
    `INSERT INTO connections (id, client_id, consumer_id, secret_hash, redirect_uris, inserted_at, updated_at)
     VALUES ($1, $2, $3, sha256('of the MIS'), '{https://second.example/}', now(), now())`,
    [connectionId, people.ids.clinic, people.ids.mis],
  );
  await people.database.query(
    `UPDATE connections SET secret_hash = sha256('new'), former_secret_hash = sha256($2::bytea),
            former_secret_expires_at = $3 WHERE id = $1`,
    [people.ids.clinic, SECRET, new Date(people.clock.now().getTime() + 60_000).toISOString()],
  );
  const own = nationalCode(people.ids, await codeOf(people));
  const foreign = await national(people.url, { ...own, client_secret: 'of the MIS' });
  assertErrorBytes(foreign, 401, errorBytes('invalid_grant', 'Token not found or expired.'));
  assertStatus(await national(people.url, own), 201);
  people.advance(60_000);
  const late = nationalCode(people.ids, await codeOf(people));
  assertErrorBytes(
    await national(people.url, late),
    401,
    errorBytes('invalid_client', 'Invalid client id or secret.'),
  );
  assertStatus(await national(people.url, { ...late, client_secret: 'new' }), 201);
  await people.database.query(
    `UPDATE connections SET secret_hash = sha256($2::bytea), former_secret_hash = NULL WHERE id = $1`,
    [people.ids.clinic, SECRET],
  );
});
