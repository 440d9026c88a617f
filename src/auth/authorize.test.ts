/**
 * Goal: a token or key is what the database says at this moment.
 * Method: rows made for each case, and the statements run on PostgreSQL with an injected time.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { createTestDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { SYSTEM_USER_ID } from '../audit/actor.ts';
import type { Change } from '../audit/stamp.ts';
import { issueApiKey, issueToken } from '../clients/credentials/issue.ts';
import { revokeApiKey, revokeToken } from '../clients/credentials/revoke.ts';
import { clockFrom } from '../platform/clock.ts';
import { createPool, type Pool } from '../platform/database/pool.ts';
import { ApiError } from '../platform/errors/error-definition.ts';
import type { Access } from './access.ts';
import { type Authority, authorize } from './authorize.ts';

const ISSUED_AT = '2026-06-15T09:00:00.000Z';
const SCOPE = 'private_contracts:read license:write';
const [clientId, userId] = [randomUUID(), randomUUID()];
const always: Access = { scope: 'license:write', apiKey: 'always' };
const broker: Access = { scope: 'license:write', apiKey: 'broker' };

let database: TestDatabase;
let pool: Pool;
let token: string;
let tokenId: string;
let key: string;
let revokedKey: string;
const change = (): Change => ({
  db: pool,
  stamp: { now: new Date(ISSUED_AT), userId: SYSTEM_USER_ID, requestId: 'test' },
  observeRefusal() {},
});
before(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.url, role: 'esoz_app', applicationName: 'test', onError: () => {} });
  await insertClient(clientId);
  await pool.query('INSERT INTO users VALUES ($1, NULL, NULL, false, now(), now())', [userId]);
  const issued = await issueToken(change(), { clientId, userId, scope: SCOPE, ttlSeconds: 60 });
  [token, tokenId] = [issued.value, issued.id];
  key = (await issueApiKey(change(), clientId)).value;
  const revoked = await issueApiKey(change(), clientId);
  revokedKey = revoked.value;
  assert.equal(await revokeApiKey(change(), revoked.id), 'revoked');
});
after(async () => {
  await pool.end();
  await database.drop();
});

async function insertClient(id: string, facts: { type?: string; isPublic?: boolean } = {}): Promise<string> {
  await pool.query(
    `INSERT INTO clients (id, name, type, access_type, scopes, is_public, is_blocked, inserted_at, updated_at)
     VALUES ($1, 'x', $2, 'DIRECT', '{}', $3, false, now(), now())`,
    [id, facts.type ?? 'NHS', facts.isPublic ?? false],
  );
  return id;
}

/** A token that came of a sign-in through a MIS, with all that can end it. */
async function signInThrough(consumerId: string) {
  const [connectionId, familyId] = [randomUUID(), randomUUID()];
  const insertConnection = `INSERT INTO connections (id, client_id, consumer_id, redirect_uris, inserted_at, updated_at)
    VALUES ($1, $2, $3, '{}', now(), now()) ON CONFLICT (client_id, consumer_id) DO UPDATE SET id = connections.id RETURNING id`;
  const { rows } = await pool.query(insertConnection, [connectionId, clientId, consumerId]);
  await pool.query(
    `INSERT INTO token_families (id, connection_id, redeemer_id, user_id, requested_scope, scope, redirect_uri, code_hash,
                                 code_expires_at, inserted_at)
     VALUES ($1, $2, $2, $3, '', '', '', $4, now(), now())`,
    [familyId, rows[0].id, userId, Buffer.from(familyId)],
  );
  const issued = await issueToken(change(), { clientId, userId, scope: SCOPE, ttlSeconds: 60 });
  await pool.query('UPDATE tokens SET family_id = $1 WHERE id = $2', [familyId, issued.id]);
  return { token: issued.value, connectionId: rows[0].id as string, familyId };
}

type Sent = { token?: string; key?: string; at?: string };
const enter = (
  access: Access,
  { token: sent, key: sentKey, at = ISSUED_AT }: Sent = {},
  noteUse: Authority['noteUse'] = () => {},
) => {
  const headers: Record<string, string> = {
    ...(sent === undefined ? {} : { authorization: `Bearer ${sent}` }),
    ...(sentKey === undefined ? {} : { 'api-key': sentKey }),
  };
  const rawHeaders = Object.entries(headers).flat();
  const clock = clockFrom(() => new Date(at), 'Europe/Kyiv');
  return authorize({ db: pool, clock, noteUse }, access, {
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
      consumerId: null,
      hasSecretKey: false,
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

describe('a token that came of a sign-in', () => {
  test('names the MIS through which the person came', async () => {
    const consumerId = await insertClient(randomUUID(), { type: 'MIS' });
    const { token: signedIn } = await signInThrough(consumerId);
    const principal = await enter(broker, { token: signedIn });
    assert.deepEqual([principal?.clientId, principal?.consumerId], [clientId, consumerId]);
  });
  type SignedIn = { connectionId: string; familyId: string; consumerId: string };
  const endings: Record<string, [table: string, ended: string, of: keyof SignedIn]> = {
    'its family is revoked': ['token_families', 'revoked_at = now()', 'familyId'],
    'the consent is taken back': ['token_families', 'withdrawn_at = now()', 'familyId'],
    'its connection is blocked': ['connections', 'is_blocked = true', 'connectionId'],
    'the MIS is blocked': ['clients', 'is_blocked = true', 'consumerId'],
  };
  for (const [name, [table, ended, of]] of Object.entries(endings)) {
    test(`is refused from the moment when ${name}`, async () => {
      const consumerId = await insertClient(randomUUID(), { type: 'MIS' });
      const { token: signedIn, ...ids } = await signInThrough(consumerId);
      assert.ok(await enter(broker, { token: signedIn }));
      await pool.query(`UPDATE ${table} SET ${ended} WHERE id = $1`, [{ ...ids, consumerId }[of]]);
      await assert.rejects(enter(broker, { token: signedIn }), TOKEN_INVALID);
      assert.ok(await enter(broker, { token }), 'another token of the same person and client');
    });
  }
});

describe('the API key of a public client', () => {
  test('counts beside a token that was obtained through that client, and beside no other', async () => {
    const consoleId = await insertClient(randomUUID(), { type: 'MIS', isPublic: true });
    const consoleKey = (await issueApiKey(change(), consoleId)).value;
    const ours = await signInThrough(consoleId);
    const others = await signInThrough(await insertClient(randomUUID(), { type: 'MIS', isPublic: true }));
    assert.ok(await enter(always, { key: consoleKey, token: ours.token }));
    assert.ok(await enter(broker, { key: consoleKey, token: ours.token }));
    const keyInvalid = refusal(401, 'Invalid api key');
    for (const foreign of [token, others.token, 'unknown', undefined])
      await assert.rejects(
        enter(always, { key: consoleKey, ...(foreign === undefined ? {} : { token: foreign }) }),
        keyInvalid,
      );
    await assert.rejects(enter(broker, { key: consoleKey, token }), TOKEN_INVALID);
    await assert.rejects(enter({ apiKey: 'only' }, { key: consoleKey, token: ours.token }), keyInvalid);
  });
});

test('an API key is good until its last millisecond, and expired at `expires_at` itself', async () => {
  const rotated = await issueApiKey(change(), clientId);
  const expire = "UPDATE api_keys SET expires_at = '2026-06-15T09:00:30Z' WHERE id = $1";
  await pool.query(expire, [rotated.id]);
  assert.ok(await enter(always, { token, key: rotated.value, at: '2026-06-15T09:00:29.999Z' }));
  await assert.rejects(
    enter(always, { token, key: rotated.value, at: '2026-06-15T09:00:30.000Z' }),
    refusal(401, 'Invalid api key'),
  );
});

describe('a method that asks for an API key alone', () => {
  const only: Access = { apiKey: 'only' };
  test('lets its holder in, whatever the token is', async () => {
    for (const sent of [{}, { token }, { token: 'unknown' }])
      assert.equal(await enter(only, { key, ...sent }), null);
  });
  test('lets nobody in without one', async () => {
    await assert.rejects(enter(only, { token }), refusal(401, 'Api key is not set'));
    for (const wrong of ['', 'unknown', revokedKey, token])
      await assert.rejects(enter(only, { token, key: wrong }), refusal(401, 'Invalid api key'));
  });
});

test('what was used is noted: a credential that was accepted, and no other', async () => {
  const used: string[] = [];
  const note = (kind: string, id: string) => void used.push(`${kind} ${id}`);
  const { id: keyId, value } = await issueApiKey(change(), clientId);
  for (const [access, sent] of [
    [always, { token, key: value }],
    [broker, { token }],
    [{ scope: 'a:b', apiKey: 'broker' }, { token }],
    [{ apiKey: 'only' }, { token, key: value }],
    [always, { token, key: 'unknown' }],
    [always, { token: 'unknown', key: value }],
    [broker, { token, key: 'unknown' }],
  ] as [Access, Sent][])
    await enter(access, sent, note).catch(() => {});
  const [byToken, byKey] = [`token ${tokenId}`, `api_key ${keyId}`];
  assert.deepEqual(used, [byToken, byKey, byToken, byToken, byKey]);
});

test('a method of an empty scope takes a token of any', async () => {
  const anyScope: Access = { scope: '', apiKey: 'broker' };
  assert.equal((await enter(anyScope, { token }))?.tokenId, tokenId);
  await assert.rejects(enter(anyScope, { token: 'unknown' }), TOKEN_INVALID);
  await assert.rejects(enter(anyScope), TOKEN_INVALID);
});

test('a public method asks nobody', async () => {
  assert.equal(await enter('public', { token: 'unknown', key: 'unknown' }), null);
});

test('revoking takes effect once, and nothing issued is stored in clear text', async () => {
  const issued = await issueToken(change(), { clientId, userId, scope: SCOPE, ttlSeconds: 60 });
  assert.ok(await enter(broker, { token: issued.value }));
  assert.equal(await revokeToken(change(), issued.id), 'revoked');
  await assert.rejects(enter(broker, { token: issued.value }), TOKEN_INVALID);
  assert.equal(await revokeToken(change(), issued.id), 'already_revoked');
  assert.equal(await revokeToken(change(), randomUUID()), 'not_found');
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
