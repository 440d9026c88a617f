/**
 * Goal: a token or key is what the database says at this moment.
 * Method: rows made for each case, and the statements run on PostgreSQL with an injected time.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { clockFrom } from '../platform/clock.ts';
import { createPool, type Pool } from '../platform/database/pool.ts';
import { ApiError } from '../platform/errors/error-definition.ts';
import type { Access } from './access.ts';
import { authorize } from './authorize.ts';
import { issueApiKey, issueToken, revokeApiKey, revokeToken } from './issue.ts';

const ISSUED_AT = '2026-06-15T09:00:00.000Z';
const SCOPE = 'private_contracts:read license:write';
const [clientId, userId] = [randomUUID(), randomUUID()];
const context = { now: new Date(ISSUED_AT), requestId: 'test' };
const always: Access = { scope: 'license:write', apiKey: 'always' };
const broker: Access = { scope: 'license:write', apiKey: 'broker' };

let database: TestDatabase;
let pool: Pool;
let token: string;
let tokenId: string;
let key: string;
let revokedKey: string;
before(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.url, role: 'esoz_app', applicationName: 'test', onError: () => {} });
  const insertClient = "INSERT INTO clients VALUES ($1, 'x', 'NHS', 'DIRECT', '{}', false, now(), now())";
  await pool.query(insertClient, [clientId]);
  await pool.query('INSERT INTO users VALUES ($1, NULL, NULL, false, now(), now())', [userId]);
  const issued = await issueToken(pool, context, { clientId, userId, scope: SCOPE, ttlSeconds: 60 });
  [token, tokenId] = [issued.value, issued.id];
  key = (await issueApiKey(pool, context, clientId)).value;
  const revoked = await issueApiKey(pool, context, clientId);
  revokedKey = revoked.value;
  assert.equal(await revokeApiKey(pool, context, revoked.id), 'revoked');
});
after(async () => {
  await pool.end();
  await database.drop();
});

type Sent = { token?: string; key?: string; at?: string };
const enter = (access: Access, { token: sent, key: sentKey, at = ISSUED_AT }: Sent = {}) => {
  const headers: Record<string, string> = {
    ...(sent === undefined ? {} : { authorization: `Bearer ${sent}` }),
    ...(sentKey === undefined ? {} : { 'api-key': sentKey }),
  };
  const rawHeaders = Object.entries(headers).flat();
  const clock = clockFrom(() => new Date(at), 'Europe/Kyiv');
  return authorize(pool, clock, access, {
    headers,
    rawHeaders,
  } as unknown as IncomingMessage);
};
const refusal = (status: number, message: string) => (error: unknown) => {
  assert.ok(error instanceof ApiError, String(error));
  assert.deepEqual([error.definition.status, error.message], [status, message]);
  return true;
};
const TOKEN_INVALID = refusal(401, 'Invalid access token');

describe('a token', () => {
  test('tells who calls', async () => {
    assert.deepEqual(await enter(broker, { token }), {
      tokenId,
      userId,
      clientId,
      clientType: 'NHS',
      scopes: ['private_contracts:read', 'license:write'],
    });
  });
  test('is valid until its last millisecond, and expired at `expires_at` itself', async () => {
    assert.ok(await enter(broker, { token, at: '2026-06-15T09:00:59.999Z' }));
    await assert.rejects(enter(broker, { token, at: '2026-06-15T09:01:00.000Z' }), TOKEN_INVALID);
    await assert.rejects(enter(broker, { token, at: '2026-06-15T09:01:00.001Z' }), TOKEN_INVALID);
  });
  test('lacking several scopes is told all of them', async () => {
    const access: Access = { scope: 'a:b license:write c:d', apiKey: 'broker' };
    const message = 'Your scope does not allow to access this resource. Missing allowances: a:b, c:d';
    await assert.rejects(enter(access, { token }), refusal(403, message));
  });
});

describe('an administrative method', () => {
  test('asks for the API key first, whatever the token is', async () => {
    for (const sent of [undefined, token, 'unknown'])
      await assert.rejects(
        enter(always, sent === undefined ? {} : { token: sent }),
        refusal(401, 'Api key is not set'),
      );
  });
  test('refuses a wrong key before it looks at the token', async () => {
    for (const wrong of ['', 'unknown', revokedKey, `${key}x`]) {
      for (const sent of [token, 'unknown'])
        await assert.rejects(enter(always, { token: sent, key: wrong }), refusal(401, 'Invalid api key'));
    }
  });
  test('then asks for the token, then for the scope', async () => {
    await assert.rejects(enter(always, { key }), TOKEN_INVALID);
    await assert.rejects(enter(always, { key, token: 'unknown' }), TOKEN_INVALID);
    const missing = 'Your scope does not allow to access this resource. Missing allowances: a:b';
    await assert.rejects(enter({ scope: 'a:b', apiKey: 'always' }, { key, token }), refusal(403, missing));
    assert.ok(await enter(always, { key, token }));
  });
  test('does not take the key of a blocked client', async () => {
    await pool.query('UPDATE clients SET is_blocked = true WHERE id = $1', [clientId]);
    await assert.rejects(enter(always, { key, token }), refusal(401, 'Invalid api key'));
    await pool.query('UPDATE clients SET is_blocked = false WHERE id = $1', [clientId]);
  });
});

test('a public method asks nobody', async () => {
  assert.equal(await enter('public', { token: 'unknown', key: 'unknown' }), null);
});

test('revoking takes effect once, and nothing issued is stored in clear text', async () => {
  const issued = await issueToken(pool, context, { clientId, userId, scope: SCOPE, ttlSeconds: 60 });
  assert.ok(await enter(broker, { token: issued.value }));
  assert.equal(await revokeToken(pool, context, issued.id), 'revoked');
  await assert.rejects(enter(broker, { token: issued.value }), TOKEN_INVALID);
  assert.equal(await revokeToken(pool, context, issued.id), 'already_revoked');
  assert.equal(await revokeToken(pool, context, randomUUID()), 'not_found');
  const audit = await database.query(
    'SELECT action, changeset FROM audit_log WHERE resource_id = $1 ORDER BY id',
    [issued.id],
  );
  assert.deepEqual(
    audit.map(({ action }) => action),
    ['create', 'revoke'],
  );
  const stored = JSON.stringify([
    await database.query('SELECT t::text FROM tokens t'),
    await database.query('SELECT k::text FROM api_keys k'),
    await database.query('SELECT a::text FROM audit_log a'),
  ]);
  for (const secret of [token, key, revokedKey, issued.value]) assert.ok(!stored.includes(secret));
});
