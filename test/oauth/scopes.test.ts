/**
 * Goal: no token has a scope that role, client, MIS, API key and consent do not all allow: nationally it is refused, by RFC 6749
 * narrowed.
 * Method: the API in this process with a clock that the test moves; codes are issued as the sign-in page issues them.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { asksToken, CLINIC_SCOPES, parseScopes } from '../../src/auth/access.ts';
import { allowedScopes } from '../../src/oauth/scopes.ts';
import { routes } from '../../src/start/routes.ts';
import { type ApiAnswer, assertErrorBytes, assertStatus } from '../fixtures/client.ts';
import { rawCall } from '../fixtures/raw-http.ts';
import {
  codeOf,
  errorBytes,
  form,
  formRefresh,
  invalidBytes,
  national,
  nationalCode,
  pairOf,
} from './flow.ts';
import { useServedPeople } from './world.ts';

const people = useServedPeople();
const apiKey = 'key-of-the-mis-key-of-the-mis';
describe('the token endpoint grants no more than is allowed', () => {
  const scopes = (answer: ApiAnswer) => answer.body.scope?.split(' ');
  const entry = (message: string) => invalidBytes('scope', message);
  const EMPTY = 'Requested scope is empty. Scope not passed or user has no roles or global roles.';

  test('nationally: refused, in the order empty, role, client', async () => {
    const value = await codeOf(people, { query: { scope: 'license:read user:read' } });
    const ask = (scope: string | undefined) =>
      national(people.url, nationalCode(people.ids, value, { scope }));
    assertErrorBytes(await ask(undefined), 422, entry(EMPTY));
    assertErrorBytes(await ask(' '), 422, entry(EMPTY));
    assertErrorBytes(
      await ask('license:read user:read'),
      401,
      errorBytes('access_denied', 'Scope is not allowed by user role.'),
    );
    // A scope of the role, which nobody was asked for.
    assertErrorBytes(
      await ask('license:read license:write'),
      422,
      entry('Scope is not allowed by client type.'),
    );
    const narrower = await ask('license:read');
    assert.equal(narrower.body.data.details.scope, 'license:read');
  });

  test('by RFC 6749: narrowed, and nothing left is invalid_scope', async () => {
    const value = await codeOf(people, { query: { scope: 'license:read user:read' } });
    const ask = (scope: string) =>
      form(people.url, '/oauth/tokens', nationalCode(people.ids, value, { scope }));
    const nothing = await ask('user:read');
    assert.deepEqual([nothing.status, nothing.body.error], [400, 'invalid_scope']);
    const answer = await ask('license:write license:read user:read');
    assert.deepEqual(scopes(answer), ['license:read']);
  });

  test('a refresh asks for less, and never for more; its successor is as wide as before', async () => {
    const { refresh } = await pairOf(people);
    const narrow = await form(
      people.url,
      '/oauth/tokens',
      formRefresh(people.ids, refresh, { scope: 'license:read' }),
    );
    assert.deepEqual(scopes(narrow), ['license:read']);
    const wide = await form(
      people.url,
      '/oauth/tokens',
      formRefresh(people.ids, narrow.body.refresh_token, {
        scope: 'license:read license:write legal_entity:read user:read',
      }),
    );
    assert.deepEqual(scopes(wide), ['license:read', 'license:write']);
    const refused = await national(
      people.url,
      formRefresh(people.ids, wide.body.refresh_token, { scope: 'legal_entity:read' }),
    );
    assertErrorBytes(refused, 422, entry('Scope is not allowed by client type.'));
  });

  test('a role that was taken away grants nothing at the next refresh', async () => {
    const { refresh } = await pairOf(people);
    const [role] = await people.database.query(`SELECT scopes FROM roles WHERE name = 'OWNER'`);
    await people.database.query(`UPDATE roles SET scopes = '{license:read}' WHERE name = 'OWNER'`);
    const nationally = await national(people.url, formRefresh(people.ids, refresh));
    const narrowed = await form(people.url, '/oauth/tokens', formRefresh(people.ids, refresh));
    await people.database.query(`UPDATE roles SET scopes = $1 WHERE name = 'OWNER'`, [role?.scopes]);
    assertErrorBytes(nationally, 401, errorBytes('access_denied', 'Scope is not allowed by user role.'));
    assert.deepEqual(scopes(narrowed), ['license:read']);
  });

  test('a BROKER shows its API key, whose client narrows', async () => {
    await people.database.query(
      'INSERT INTO api_keys (id, value_hash, client_id, inserted_at) VALUES ($1, sha256($2::bytea), $3, now())',
      [randomUUID(), apiKey, people.ids.mis],
    );
    const query = { client_id: people.ids.broker };
    const mine = { client_id: people.ids.broker, scope: 'license:read' };
    const fields = nationalCode(people.ids, await codeOf(people, { query }), mine);
    const refused = [401, errorBytes('invalid_client', 'Invalid client id or secret.')] as const;
    assertErrorBytes(await national(people.url, fields), ...refused);
    assertErrorBytes(await national(people.url, fields, { 'api-key': 'x' }), ...refused);
    await people.database.query(`UPDATE clients SET scopes = '{license:write}' WHERE id = $1`, [
      people.ids.mis,
    ]);
    const narrow = await national(people.url, fields, { 'api-key': apiKey });
    await people.database.query(
      `UPDATE clients SET scopes = '{license:read,license:write,legal_entity:read,user:read}' WHERE id = $1`,
      [people.ids.mis],
    );
    assertErrorBytes(narrow, 422, entry('Scope is not allowed by client type.'));
    assertStatus(await national(people.url, fields, { 'api-key': apiKey }), 201);
    // A wrong key is refused from anybody (SPEC 3); two are wrong, whatever they are.
    const direct = nationalCode(people.ids, await codeOf(people));
    assertErrorBytes(await national(people.url, direct, { 'api-key': 'x' }), ...refused);
    const twice = await rawCall(
      people.url,
      [
        'POST /oauth/tokens HTTP/1.1',
        'Content-Type: application/json',
        ...[apiKey, apiKey].map((key) => `API-key: ${key}`),
      ],
      JSON.stringify({ token: direct }),
    );
    assert.deepEqual([twice.status, JSON.stringify(twice.body.error)], refused);
  });
});

test('no scope of a method under /api/admin/ can be carried by a clinic, whatever its client lists', () => {
  const limits = { misScopes: null, apiKeyScopes: null };
  for (const { path, access } of routes) {
    if (!path.startsWith('/api/admin/') || !asksToken(access)) continue;
    const scopes = parseScopes(access.scope);
    // Clinics have connections, and people, of their own: SPEC 11.3.
    if (scopes.every((scope) => CLINIC_SCOPES.includes(scope))) continue;
    const clinic = { ...limits, roleScopes: scopes, clientType: 'MSP', clientScopes: scopes };
    assert.deepEqual(allowedScopes(scopes, clinic).allowed, [], path);
    assert.deepEqual(allowedScopes(scopes, { ...clinic, clientType: 'NHS' }).allowed, scopes, path);
  }
});
