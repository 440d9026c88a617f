/**
 * Goal: operators enter, find and invite people; each change is theirs in the audit log.
 * Method: the API in the test's own process, at an injected time. People sign in by the functions that the page calls.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { assertErrorBytes, assertRefused, assertStatus, call } from '../fixtures/client.ts';
import {
  CLINIC,
  freshEmail,
  NHS,
  OFFICER,
  OPERATOR,
  OWNER,
  PASSWORD,
  PHARMACY,
  useUsers,
} from './users-setting.ts';

const { app, ask, send, enter, audit, accept, signIn } = useUsers();

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
    assert.equal((await accept(user.password_link)).kind, 'changed');
    assert.equal((await signIn(user.email)).kind, 'signed-in');
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
  test('has an address of which everything can be seen', async () => {
    for (const hidden of ['\u200b', '\u202e', '\u001b', '\u00ad', ' ']) {
      const answer = await send('POST', 'users', { email: `olena${hidden}@likarnia.ua`, roles: [] });
      assertStatus(answer, 422);
      assert.equal(answer.body.error.invalid[0].entry, '$.email');
    }
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

test('a link for a reset is good for a day, and takes the place of an invitation', async () => {
  const user = await enter();
  const answer = await send('POST', `users/${user.id}/password_links`, { purpose: 'reset' });
  assertStatus(answer, 201);
  assert.equal(answer.body.data.purpose, 'reset');
  assert.equal(answer.body.data.expires_at, '2026-06-16T09:00:00.000Z');
  assert.equal((await accept(user.password_link)).kind, 'unknown');
  assert.equal((await accept(answer.body.data)).kind, 'changed');
  assertStatus(await send('POST', `users/${user.id}/password_links`, { purpose: 'forever' }), 422);
});

test('an address is changed to one that nobody else has, and the link to the former one is void', async () => {
  const [one, other] = [await enter(), await enter()];
  const same = await send('PATCH', `users/${other.id}`, { email: other.email });
  assert.equal(same.body.data.email, other.email);
  const email = freshEmail();
  const answer = await send('PATCH', `users/${one.id}`, { email });
  assertStatus(answer, 200);
  assert.equal(answer.body.data.email, email);
  assert.deepEqual((await audit(one.id)).at(-1)?.changeset, { old: { email: one.email }, new: { email } });
  assert.equal((await accept(one.password_link)).kind, 'used');
  assert.equal((await accept(other.password_link)).kind, 'changed');
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
