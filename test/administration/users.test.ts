/**
 * Goal: operators enter people, say what they may do where, and let them in and out; each change is theirs in the audit log,
 * and nothing of it locks out the last of them.
 * Method: the API in the test's own process, at an injected time. People sign in by the functions that the page calls.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { createHashing } from '../../src/people/hashing.ts';
import { usePasswordLink } from '../../src/people/password-links.ts';
import { type BegunSession, findSession } from '../../src/people/sessions.ts';
import { signIn } from '../../src/people/sign-in.ts';
import { createThrottle } from '../../src/people/throttle.ts';
import { clockFrom } from '../../src/platform/clock.ts';
import { writesInTurns } from '../../src/platform/database/pool.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  assertErrorBytes,
  assertRefused,
  assertStatus,
  call,
} from '../fixtures/client.ts';
import { useServedApp } from '../fixtures/served-app.ts';

const [CLINIC, PHARMACY, OPERATOR, OFFICER] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const NHS = randomUUID();
const app = useServedApp({
  legal_entities: [CLINIC, PHARMACY].map((id, at) => ({
    id,
    name: `Заклад ${at}`,
    edrpou: `1234567${at}`,
    type: 'OUTPATIENT',
    status: 'ACTIVE',
  })),
  clients: [{ id: NHS, name: 'НСЗУ', type: 'NHS', scopes: ['user:read', 'user:write'] }],
  users: [
    { id: OPERATOR, email: 'operator@example.org', password: 'operator’s own', roles: ['OPERATOR'] },
    { id: OFFICER, email: 'officer@example.org', password: 'officer’s own', roles: ['NHS_CONTRACTS'] },
  ],
  tokens: [
    { value: 'operator', client_id: NHS, user_id: OPERATOR, scope: 'user:read user:write' },
    { value: 'reader', client_id: NHS, user_id: OFFICER, scope: 'user:read' },
  ],
  api_keys: [{ value: 'key', client_id: NHS }],
});

const ask = (path: string, request: ApiRequest = {}): Promise<ApiAnswer> =>
  call(`${app.url}/api/admin/${path}`, {
    token: 'operator',
    ...request,
    headers: { 'api-key': 'key', ...request.headers },
  });
const send = (method: string, path: string, body: unknown) => ask(path, { method, body });

let people = 0;
const freshEmail = () => `person.${++people}@example.org`;
const OWNER = { name: 'OWNER', legal_entity_id: CLINIC };

async function enter(body: { email?: string; roles?: object[] } = {}) {
  const answer = await send('POST', 'users', { email: freshEmail(), roles: [OWNER], ...body });
  assertStatus(answer, 201);
  return answer.body.data;
}

const audit = (id: string) =>
  app.database.query<{
    actor_id: string;
    client_id: string;
    resource: string;
    action: string;
    changeset: unknown;
  }>(
    'SELECT actor_id, client_id, resource, action, changeset FROM audit_log WHERE resource_id = $1 ORDER BY id',
    [id],
  );

/** What the pages work with, at the app's first moment. */
const pages = () => ({
  db: app.pool,
  clock: clockFrom(() => new Date('2026-06-15T09:00:00.000Z'), 'Europe/Kyiv'),
  writes: writesInTurns(app.pool),
  hashing: createHashing(),
  throttle: createThrottle(),
});
const PASSWORD = 'a password of somebody';
async function acceptInvitation({ password_link: { url } }: { password_link: { url: string } }) {
  const value = new URL(url).searchParams.get('link') as string;
  return usePasswordLink(pages(), { value, password: PASSWORD, requestId: 'test' });
}
const signInAs = (email: string) =>
  signIn(pages(), { email, password: PASSWORD, address: '192.0.2.1', userAgent: '', requestId: 'test' });

describe('a user that is created', () => {
  test('has the roles and an invitation, by which a password is set', async () => {
    const user = await enter({ roles: [OWNER, { name: 'ADMIN', legal_entity_id: PHARMACY }] });
    const { password_link, ...rest } = user;
    assert.deepEqual(rest, {
      id: user.id,
      email: user.email,
      roles: [
        { name: 'ADMIN', legal_entity_id: PHARMACY },
        { name: 'OWNER', legal_entity_id: CLINIC },
      ],
      has_password: false,
      is_blocked: false,
      inserted_at: '2026-06-15T09:00:00.000Z',
      updated_at: '2026-06-15T09:00:00.000Z',
    });
    assert.equal(password_link.purpose, 'invitation');
    assert.equal(password_link.expires_at, '2026-06-22T09:00:00.000Z');
    assert.match(password_link.url, new RegExp(`^${app.url}/password\\?link=[\\w-]{43}$`));
    assert.equal((await acceptInvitation(user)).kind, 'changed');
    assert.equal((await signInAs(user.email)).kind, 'signed-in');
    assert.equal((await ask(`users/${user.id}`)).body.data.has_password, true);
  });
  test('is in the audit log with who did it, and without the link', async () => {
    const user = await enter();
    const rows = await audit(user.id);
    assert.deepEqual(
      rows.map(({ actor_id, resource, action }) => [actor_id, resource, action]),
      [
        [OPERATOR, 'user', 'create'],
        [OPERATOR, 'user_roles', 'create'],
        [OPERATOR, 'password_link', 'create'],
      ],
    );
    assert.equal(rows[0]?.client_id, NHS);
    const value = new URL(user.password_link.url).searchParams.get('link') as string;
    assert.ok(!JSON.stringify(rows).includes(value));
    assert.ok(!app.log().includes(value));
  });
  test('has an address that nobody has, in any case, and is there once of many at the same moment', async () => {
    const { email } = await enter();
    const taken = await send('POST', 'users', { email: email.toUpperCase(), roles: [] });
    assertErrorBytes(
      taken,
      409,
      '{"type":"request_conflict","message":"User with this email already exists"}',
    );
    const racing = freshEmail();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send('POST', 'users', { email: racing, roles: [OWNER] })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...new Array(7).fill(409)]);
  });
  test('is not there when a role or a legal entity does not exist', async () => {
    const email = freshEmail();
    const nowhere = randomUUID();
    for (const [role, message] of [
      [{ name: 'DIRECTOR', legal_entity_id: CLINIC }, 'Role DIRECTOR does not exist'],
      [{ name: 'OWNER', legal_entity_id: nowhere }, `Legal entity ${nowhere} does not exist`],
    ] as const) {
      const answer = await send('POST', 'users', { email, roles: [OWNER, role] });
      assertRefused(answer, 422, 'validation_failed', message);
      assert.equal(answer.body.error.invalid[0].entry, '$.roles');
    }
    const [row] = await app.database.query('SELECT 1 FROM users WHERE email = $1', [email]);
    assert.equal(row, undefined);
  });
  test('is answered to again, link and all, under its idempotency key', async () => {
    const body = { email: freshEmail(), roles: [OWNER] };
    const headers = { 'x-idempotency-key': randomUUID() };
    const first = await ask('users', { body, headers });
    const again = await ask('users', { body, headers });
    assert.deepEqual(again.body.data, first.body.data);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    const stored = await app.database.query('SELECT payload::text FROM idempotency_keys');
    assert.ok(!JSON.stringify(stored).includes('/password?link='));
  });
  test('is described whole: nothing is guessed', async () => {
    const email = freshEmail();
    for (const [body, entry] of [
      [{ roles: [] }, '$.email'],
      [{ email }, '$.roles'],
      [{ email: 'nobody', roles: [] }, '$.email'],
      [{ email: ' a@b', roles: [] }, '$.email'],
      [{ email: `${'x'.repeat(250)}@b.org`, roles: [] }, '$.email'],
      [{ email, roles: [{ name: 'OWNER' }] }, '$.roles.[0].legal_entity_id'],
      [{ email, roles: [{ name: 'OWNER', legal_entity_id: 'x' }] }, '$.roles.[0].legal_entity_id'],
      [{ email, roles: [], is_blocked: true }, '$.is_blocked'],
      [{ email, roles: [], password: PASSWORD }, '$.password'],
    ] as const) {
      const answer = await send('POST', 'users', body);
      assertStatus(answer, 422);
      assert.equal(answer.body.error.invalid[0].entry, entry, answer.describe());
    }
  });
});

describe('roles', () => {
  test('are exactly those that are sent', async () => {
    const { id } = await enter({ roles: [OWNER] });
    const roles = [
      { name: 'ADMIN', legal_entity_id: PHARMACY },
      { name: 'NHS_REGISTRY', legal_entity_id: null },
    ];
    const answer = await send('PUT', `users/${id}/roles`, { roles: [...roles, roles[0]] });
    assertStatus(answer, 200);
    assert.deepEqual(answer.body.data.roles, roles);
    const { changeset } = (await audit(id)).at(-1) as { changeset: unknown };
    assert.deepEqual(changeset, { old: [`OWNER@${CLINIC}`], new: [`ADMIN@${PHARMACY}`, 'NHS_REGISTRY'] });
    assertStatus(await send('PUT', `users/${id}/roles`, { roles: [] }), 200);
    assert.deepEqual((await ask(`users/${id}`)).body.data.roles, []);
  });
  test('that are lost take the tokens of the sign-ins with them; those that are won do not', async () => {
    const { id } = await enter({ roles: [OWNER] });
    const family = randomUUID();
    await app.database.query(
      `INSERT INTO connections (id, client_id, consumer_id, redirect_uris, inserted_at, updated_at)
       VALUES ($1, $1, $1, '{}', now(), now()) ON CONFLICT DO NOTHING`,
      [NHS],
    );
    await app.database.query(
      `INSERT INTO token_families (id, connection_id, redeemer_id, user_id, requested_scope, scope, redirect_uri,
                                   code_hash, code_expires_at, inserted_at)
       VALUES ($1, $2, $2, $3, 'a:b', 'a:b', 'https://x', sha256($4), now(), now())`,
      [family, NHS, id, Buffer.from(family)],
    );
    const isRevoked = async () =>
      (await app.database.query('SELECT revoked_at FROM token_families WHERE id = $1', [family]))[0]
        ?.revoked_at !== null;
    const more = { name: 'ADMIN', legal_entity_id: PHARMACY };
    assertStatus(await send('PUT', `users/${id}/roles`, { roles: [OWNER, more] }), 200);
    assert.equal(await isRevoked(), false);
    const upper = { name: 'OWNER', legal_entity_id: CLINIC.toUpperCase() };
    assertStatus(await send('PUT', `users/${id}/roles`, { roles: [upper, more] }), 200);
    assert.equal(await isRevoked(), false);
    assertStatus(await send('PUT', `users/${id}/roles`, { roles: [more] }), 200);
    assert.equal(await isRevoked(), true);
  });
  test('of an operator are not taken by that operator', async () => {
    const message = 'Users can not take the role OPERATOR from themselves';
    for (const roles of [[], [{ name: 'OPERATOR', legal_entity_id: CLINIC }], [OWNER]])
      assertRefused(
        await send('PUT', `users/${OPERATOR}/roles`, { roles }),
        409,
        'request_conflict',
        message,
      );
    const roles = [{ name: 'OPERATOR', legal_entity_id: null }];
    assertStatus(await send('PUT', `users/${OPERATOR}/roles`, { roles }), 200);
  });
  test('are those of the registry, with their scopes', async () => {
    const answer = await ask('roles?page_size=2');
    assertStatus(answer, 200);
    assert.equal(answer.body.data.length, 2);
    assert.deepEqual(answer.body.data[0], {
      name: 'ADMIN',
      scopes: ['license:read', 'license:write', 'legal_entity:read'],
    });
    assert.equal(answer.body.paging.page_size, 2);
  });
});

describe('a user who is blocked', () => {
  const reason = { reason: 'Звільнено' };
  test('has no session from the next request on, and none comes back', async () => {
    const user = await enter();
    await acceptInvitation(user);
    const { session } = (await signInAs(user.email)) as { session: BegunSession };
    const isLiving = async () => (await findSession(app.pool, pages().clock, session.value)) !== undefined;
    assert.equal(await isLiving(), true);
    const answer = await send('PATCH', `users/${user.id}/actions/block`, reason);
    assertStatus(answer, 200);
    assert.equal(answer.body.data.is_blocked, true);
    assert.equal(await isLiving(), false);
    assert.equal((await signInAs(user.email)).kind, 'refused');
    assertStatus(await send('PATCH', `users/${user.id}/actions/unblock`, reason), 200);
    assert.equal(await isLiving(), false);
    assert.equal((await signInAs(user.email)).kind, 'signed-in');
    const rows = (await audit(user.id)).filter(({ action }) => action.endsWith('block'));
    assert.deepEqual(
      rows.map(({ changeset }) => changeset),
      [
        { old: { is_blocked: false }, new: { is_blocked: true }, reason: 'Звільнено' },
        { old: { is_blocked: true }, new: { is_blocked: false }, reason: 'Звільнено' },
      ],
    );
  });
  test('is written once, however often it is said', async () => {
    const { id } = await enter();
    for (let time = 1; time <= 2; time++)
      assertStatus(await send('PATCH', `users/${id}/actions/block`, reason), 200);
    assert.equal((await audit(id)).filter(({ action }) => action === 'block').length, 1);
  });
  test('is somebody else', async () => {
    assertRefused(
      await send('PATCH', `users/${OPERATOR}/actions/block`, reason),
      409,
      'request_conflict',
      'Users can not block themselves',
    );
  });
  test('has a reason', async () => {
    const { id } = await enter();
    for (const body of [{}, { reason: '' }, { reason: ' ' }, { reason: 'x'.repeat(1001) }, { reason: 1 }])
      assertStatus(await send('PATCH', `users/${id}/actions/block`, body), 422);
  });
  test('gets no link', async () => {
    const { id } = await enter();
    await send('PATCH', `users/${id}/actions/block`, reason);
    assertRefused(
      await send('POST', `users/${id}/password_links`, { purpose: 'reset' }),
      409,
      'request_conflict',
      'User is blocked or has no email',
    );
  });
});

test('a link for a reset is good for a day, and takes the place of an invitation', async () => {
  const user = await enter();
  const answer = await send('POST', `users/${user.id}/password_links`, { purpose: 'reset' });
  assertStatus(answer, 201);
  assert.equal(answer.body.data.purpose, 'reset');
  assert.equal(answer.body.data.expires_at, '2026-06-16T09:00:00.000Z');
  assert.equal((await acceptInvitation(user)).kind, 'unknown');
  assert.equal((await acceptInvitation({ password_link: answer.body.data })).kind, 'changed');
  assertStatus(await send('POST', `users/${user.id}/password_links`, { purpose: 'forever' }), 422);
});

test('an address is changed to one that nobody else has', async () => {
  const [one, other] = [await enter(), await enter()];
  const email = freshEmail();
  const answer = await send('PATCH', `users/${one.id}`, { email });
  assertStatus(answer, 200);
  assert.equal(answer.body.data.email, email);
  assert.deepEqual((await audit(one.id)).at(-1)?.changeset, { old: { email: one.email }, new: { email } });
  const recased = await send('PATCH', `users/${one.id}`, { email: email.toUpperCase() });
  assert.equal(recased.body.data.email, email.toUpperCase());
  for (let time = 1; time <= 2; time++)
    assertRefused(
      await send('PATCH', `users/${other.id}`, { email }),
      409,
      'request_conflict',
      'User with this email already exists',
    );
});

describe('a list of users', () => {
  test('is filtered by what is known of them', async () => {
    const email = `Особлива.${randomUUID()}@example.org`;
    const user = await enter({ email, roles: [OWNER, { name: 'ADMIN', legal_entity_id: PHARMACY }] });
    const find = async (query: string) => {
      const answer = await ask(`users?email=${encodeURIComponent('ОСОБЛИВА')}&${query}`);
      assertStatus(answer, 200);
      return answer.body.data.map(({ id }: { id: string }) => id);
    };
    for (const query of [
      '',
      'role=OWNER',
      `legal_entity_id=${CLINIC}`,
      `role=OWNER&legal_entity_id=${CLINIC}`,
      'is_blocked=false',
    ])
      assert.deepEqual(await find(query), [user.id], query);
    for (const query of ['role=OPERATOR', `role=OWNER&legal_entity_id=${PHARMACY}`, 'is_blocked=true'])
      assert.deepEqual(await find(query), [], query);
  });
  test('comes in pages, the oldest first, and shows no hash', async () => {
    const first = await ask('users?page_size=1&page=1');
    assertStatus(first, 200);
    const { total_pages } = first.body.paging;
    const last = await ask(`users?page_size=1&page=${total_pages}`);
    assert.ok(first.body.data[0].id !== last.body.data[0].id);
    assert.ok(!(await ask('users?page_size=300')).text.includes('argon2id'));
    for (const query of ['is_blocked=yes', 'legal_entity_id=1', 'page=0'])
      assertStatus(await ask(`users?${query}`), 422);
  });
});

const METHODS: readonly [string, string, object | undefined][] = [
  ['GET', 'users', undefined],
  ['GET', 'roles', undefined],
  ['GET', 'users/:id', undefined],
  ['POST', 'users', { email: 'x@example.org', roles: [] }],
  ['PATCH', 'users/:id', { email: 'x@example.org' }],
  ['PUT', 'users/:id/roles', { roles: [] }],
  ['PATCH', 'users/:id/actions/block', { reason: 'x' }],
  ['PATCH', 'users/:id/actions/unblock', { reason: 'x' }],
  ['POST', 'users/:id/password_links', { purpose: 'reset' }],
];

for (const [method, path, body] of METHODS)
  describe(`${method} /api/admin/${path}`, () => {
    const request = { method, ...(body === undefined ? {} : { body }) };
    test('asks for API key, token and scope, in this order', async () => {
      const url = `${app.url}/api/admin/${path.replace(':id', OFFICER)}`;
      const key = { 'api-key': 'key' };
      assertRefused(await call(url, request), 401, 'access_denied', 'Api key is not set');
      assertRefused(
        await call(url, { ...request, headers: key }),
        401,
        'access_denied',
        'Invalid access token',
      );
      const answer = await call(url, { ...request, headers: key, token: 'reader' });
      if (method === 'GET') assertStatus(answer, 200);
      else
        assertRefused(
          answer,
          403,
          'forbidden',
          'Your scope does not allow to access this resource. Missing allowances: user:write',
        );
    });
    if (path.includes(':id'))
      test('knows no user of another id', async () => {
        for (const id of [randomUUID(), 'x', '%27', `${OFFICER}0`])
          assertErrorBytes(
            await ask(path.replace(':id', id), request),
            404,
            '{"type":"not_found","message":"User was not found"}',
          );
      });
  });
