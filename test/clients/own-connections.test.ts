/**
 * Goal: a legal entity sees its own connections and gives them new secrets; nobody else does (SPEC 11.3).
 * Method: requests to the API in the test's own process, whose time is in hand.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { hashSecret } from '../../src/auth/secrets.ts';
import { type ApiAnswer, assertErrorBytes, assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { scopeMissing, TOKEN_INVALID } from '../fixtures/literal-errors.ts';
import { clinic, mergeWorlds } from '../fixtures/registry.ts';
import { useServedApp } from '../fixtures/served-app.ts';

const SCOPE = 'connection:read connection:refresh_secret';
const OLD = 'the-secret-of-the-world';
const HOUR_MS = 60 * 60 * 1000;
const withSecret = () =>
  clinic({
    token: { scope: SCOPE, expires_in: 1e7 },
    client: { secret: OLD, redirect_uris: ['https://mis.example/back'] },
  });
const [owner, hurried, repeating, racing, stranger, broker] = Array.from({ length: 6 }, withSecret);
type Owner = ReturnType<typeof withSecret>;
const reader = clinic({ token: { scope: 'connection:read', expires_in: 1e7 } });
const [mis, publicMis] = [randomUUID(), randomUUID()];
const app = useServedApp(
  mergeWorlds(
    ...[owner, hurried, repeating, racing, stranger, broker, reader].map((each) => (each as Owner).world),
    {
      clients: [
        { id: mis, name: 'МІС «Приклад»', type: 'MIS', access_type: 'BROKER' },
        { id: publicMis, name: 'Консоль', type: 'MIS', is_public: true },
      ],
      api_keys: [{ value: 'key-of-the-mis', client_id: mis }],
    },
  ),
);

const list = (by: Owner, id = by.id, query = '') =>
  call(`${app.url}/api/clients/${id}/connections${query}`, { token: by.token });
const refresh = async (
  by: Owner,
  options: { id?: string; connection?: string; body?: unknown; headers?: Record<string, string> } = {},
) => {
  const { id = by.id, connection = by.id, ...rest } = options;
  const url = `${app.url}/api/clients/${id}/connections/${connection}/actions/refresh_secret`;
  const answer = await call(url, { method: 'PATCH', token: by.token, ...rest });
  if (answer.status === 200) given.push(answer.body.data.secret);
  return answer;
};
/** Every secret that was given out. */
const given: string[] = [];
const [CLIENT_NOT_FOUND, CONNECTION_NOT_FOUND] = ['Client', 'Connection'].map(
  (what) => `{"type":"not_found","message":"${what} was not found"}`,
) as [string, string];

/** Which of these secrets are kept for the connection, and so are good. */
async function taken(connection: string, secrets: readonly string[]): Promise<string[]> {
  const [row] = await app.database.query<{ hashes: string[] }>(
    "SELECT ARRAY[encode(secret_hash, 'hex'), encode(former_secret_hash, 'hex')] AS hashes FROM connections WHERE id = $1",
    [connection],
  );
  return secrets.filter((secret) => row?.hashes.includes(hashSecret(secret).toString('hex')));
}

/** A connection of a clinic with a MIS, as the first sign-in makes it. */
async function connectWith(consumerId: string, { id }: Owner): Promise<string> {
  const connectionId = randomUUID();
  await app.database.query(
    `INSERT INTO connections (id, client_id, consumer_id, redirect_uris, inserted_at, updated_at)
     VALUES ($1, $2, $3, '{}', now(), now())`,
    [connectionId, id, consumerId],
  );
  return connectionId;
}

const auditRows = (id: string) =>
  app.database.query<Record<string, unknown>>(
    "SELECT actor_id, client_id, request_id, action, changeset FROM audit_log WHERE resource = 'connection' AND resource_id = $1 AND action <> 'create' ORDER BY audit_log.id",
    [id],
  );

describe('GET /api/clients/{id}/connections', () => {
  test('shows the own connections with the names of both sides, page by page, and never a secret', async () => {
    const by = reader as Owner;
    const ids = [await connectWith(mis, by), await connectWith(publicMis, by)];
    const answer = await list(by);
    assertStatus(answer, 200);
    assert.deepEqual(answer.body.paging, { page_number: 1, page_size: 50, total_entries: 2, total_pages: 1 });
    assert.deepEqual(answer.body.data.map(({ id }: { id: string }) => id).sort(), ids.sort());
    const [first] = answer.body.data.filter(
      ({ consumer_id }: { consumer_id: string }) => consumer_id === mis,
    );
    assert.deepEqual(
      { ...first, inserted_at: '', updated_at: '' },
      {
        id: first.id,
        client_id: by.id,
        client_name: 'Клініка',
        consumer_id: mis,
        consumer_name: 'МІС «Приклад»',
        redirect_uri: null,
        redirect_uris: [],
        is_blocked: false,
        has_secret: false,
        former_secret_expires_at: null,
        secret_last_used_at: null,
        inserted_at: '',
        updated_at: '',
      },
    );
    const second = await list(by, by.id, '?page=2&page_size=1');
    assert.deepEqual(second.body.data, [answer.body.data[1]]);
    assertStatus(await list(by, by.id.toUpperCase()), 200);
  });

  test("another's client is answered like a missing one, byte for byte", async () => {
    for (const id of [(stranger as Owner).id, mis, randomUUID(), 'x', '%00'])
      assertErrorBytes(await list(owner as Owner, id), 404, CLIENT_NOT_FOUND);
  });

  test('needs a token, its scope, and of a BROKER the API key', async () => {
    const without = clinic().token;
    assertErrorBytes(await list({ ...(owner as Owner), token: without }), 401, TOKEN_INVALID);
    const by = broker as Owner;
    await app.database.query("UPDATE clients SET access_type = 'BROKER' WHERE id = $1", [by.id]);
    assertErrorBytes(await list(by), 401, TOKEN_INVALID);
    const headers = { 'api-key': 'key-of-the-mis' };
    assertStatus(
      await call(`${app.url}/api/clients/${by.id}/connections`, { token: by.token, headers }),
      200,
    );
  });
});

describe('when a secret was used last', () => {
  const post = (path: string, fields: Record<string, string>) =>
    call(`${app.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  const lastUse = async (by: Owner) => {
    await app.lastUses.write(app.pool);
    return (await list(by)).body.data[0].secret_last_used_at;
  };
  const shown = (by: Owner, secret = OLD) => ({ client_id: by.id, client_secret: secret });

  test('is in the list after it was good for something, and not after it was wrong', async () => {
    const by = hurried as Owner;
    await post('/oauth/introspect', { ...shown(by, 'wrong'), token: 'x' });
    assert.equal(await lastUse(by), null);
    assert.equal((await post('/oauth/introspect', { ...shown(by), token: 'x' })).status, 200);
    assert.equal(await lastUse(by), '2026-06-15T09:00:00.000Z');
  });

  test('is told by an exchange of a code too', async () => {
    const by = stranger as Owner;
    await app.database.query('INSERT INTO user_roles VALUES ($1, $2, $3)', [by.userId, 'OWNER', by.id]);
    await app.database.query(
      `INSERT INTO token_families (id, connection_id, redeemer_id, user_id, requested_scope, scope, redirect_uri, code_hash, code_expires_at, inserted_at)
       VALUES (gen_random_uuid(), $1, $1, $2, 'license:read', 'license:read', 'https://mis.example/back', $3, '2100-01-01', now())`,
      [by.id, by.userId, hashSecret('a-code')],
    );
    const code = {
      grant_type: 'authorization_code',
      code: 'a-code',
      redirect_uri: 'https://mis.example/back',
    };
    const answer = await post('/oauth/tokens', { ...code, ...shown(by) });
    assert.equal(answer.status, 200, answer.describe());
    assert.equal(await lastUse(by), '2026-06-15T09:00:00.000Z');
  });
});

describe('PATCH …/actions/refresh_secret', () => {
  test('gives a secret that works at once, and lets the old one work for 24 hours', async () => {
    const by = owner as Owner;
    const answer = await refresh(by); // no body, as national clients send it
    assertStatus(answer, 200);
    const { secret, former_secret_expires_at, has_secret, redirect_uri } = answer.body.data;
    assert.match(secret, /^[\w-]{43}$/);
    assert.deepEqual(
      [former_secret_expires_at, has_secret, redirect_uri],
      ['2026-06-16T09:00:00.000Z', true, 'https://mis.example/back'],
    );
    assert.deepEqual(await taken(by.id, [OLD, secret]), [OLD, secret]);
    const [row, ...others] = await auditRows(by.id);
    assert.deepEqual(others, []);
    assert.deepEqual(row, {
      actor_id: by.userId,
      client_id: by.id,
      request_id: answer.body.meta.request_id,
      action: 'refresh_secret',
      changeset: { old: null, new: { former_secret_expires_at: '2026-06-16T09:00:00+00:00' } },
    });
    assert.ok(!JSON.stringify((await list(by)).body).includes(secret));

    assertRefused(await refresh(by), 409, 'request_conflict', 'Former secret is still valid');
    assert.deepEqual(await taken(by.id, [OLD, secret]), [OLD, secret]);
    app.pass(24 * HOUR_MS);
    assert.equal((await list(by)).body.data[0].former_secret_expires_at, null);
    const next = await refresh(by, { body: {} });
    assertStatus(next, 200);
    assert.deepEqual(await taken(by.id, [OLD, secret, next.body.data.secret]), [
      secret,
      next.body.data.secret,
    ]);
  });

  test('ends every other secret at once where that is asked for', async () => {
    const by = hurried as Owner;
    const first = await refresh(by);
    const second = await refresh(by, { body: { immediately: true } });
    assertStatus(second, 200);
    assert.equal(second.body.data.former_secret_expires_at, null);
    const secrets = [OLD, first.body.data.secret, second.body.data.secret];
    assert.deepEqual(await taken(by.id, secrets), [second.body.data.secret]);
  });

  test('of many at once one answers with a secret, and that one works beside the old one', async () => {
    const by = racing as Owner;
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(by)));
    const successes = answers.filter(({ status }) => status === 200);
    assert.deepEqual([successes.length, answers.filter(({ status }) => status === 409).length], [1, 7]);
    const { secret } = (successes[0] as ApiAnswer).body.data;
    assert.deepEqual(await taken(by.id, [OLD, secret]), [OLD, secret]);
    assert.equal((await auditRows(by.id)).length, 1);
  });

  test('repeated under its idempotency key gives the same secret, to the same token alone, and stores it sealed', async () => {
    const by = repeating as Owner;
    const headers = { 'X-Idempotency-Key': 'lost-answer' };
    const first = await refresh(by, { headers });
    assertStatus(first, 200);
    const again = await refresh(by, { headers });
    assert.deepEqual([again.status, again.headers.get('idempotent-replayed')], [200, 'true']);
    assert.deepEqual(again.body.data, first.body.data);
    const [stored] = await app.database.query<{ payload: object }>(
      'SELECT payload FROM idempotency_keys WHERE client_id = $1',
      [by.id],
    );
    assert.deepEqual(Object.keys(stored?.payload ?? {}), ['sealed']);
    const other = clinic().token;
    await app.database.query(
      `INSERT INTO tokens (id, value_hash, client_id, user_id, scope, expires_at, inserted_at)
       SELECT gen_random_uuid(), $1, client_id, user_id, scope, expires_at, now() FROM tokens WHERE client_id = $2`,
      [hashSecret(other), by.id],
    );
    const answer = await refresh({ ...by, token: other }, { headers });
    assertStatus(answer, 422);
    assert.match(answer.text, /the key was already used with another access token/);
  });

  test('a connection without a secret gets its first; one with a public client never has one', async () => {
    const by = stranger as Owner;
    const connection = await connectWith(mis, by);
    const answer = await refresh(by, { connection });
    assertStatus(answer, 200);
    assert.equal(answer.body.data.former_secret_expires_at, null);
    assert.deepEqual(await taken(connection, [answer.body.data.secret]), [answer.body.data.secret]);
    const ofPublic = await refresh(by, { connection: await connectWith(publicMis, by) });
    assertRefused(ofPublic, 409, 'request_conflict', 'Public client has no secret');
  });

  test("another's connection is answered like a missing one, under either client, and stays as it is", async () => {
    const [by, other] = [owner as Owner, racing as Owner];
    const before = await auditRows(other.id);
    for (const [id, connection] of [
      [by.id, other.id],
      [other.id, other.id],
      [other.id, by.id],
      [by.id, randomUUID()],
      [by.id, 'x'],
    ] as const)
      assertErrorBytes(await refresh(by, { id, connection }), 404, CONNECTION_NOT_FOUND);
    assert.deepEqual(await auditRows(other.id), before);
  });

  test('a body says whether the old secret ends, and nothing else', async () => {
    for (const [body, status] of [
      [{ immediately: 'yes' }, 422],
      [{ secret: 'mine' }, 422],
      ['null', 422],
      ['[]', 422],
      ['{', 400],
    ] as const)
      assertStatus(await refresh(owner as Owner, { body }), status);
    assertErrorBytes(await refresh(reader as Owner), 403, scopeMissing('connection:refresh_secret'));
    assertStatus(await refresh(owner as Owner, { headers: { 'content-type': 'text/plain' } }), 415);
  });

  test('no secret is in the log or the audit log', async () => {
    const [audited] = await app.database.query<{ text: string }>(
      'SELECT string_agg(changeset::text, chr(10)) AS text FROM audit_log',
    );
    assert.ok(given.length > 5 && app.log().includes('refresh_secret'));
    for (const secret of given) assert.ok(!`${app.log()}${audited?.text}`.includes(secret));
  });
});
