/**
 * Goal: operators say what people may do where, and let them in and out; nothing of it locks out the last operator.
 * Method: the API in the test's own process, at an injected time. People sign in by the functions that the page calls.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { type BegunSession, findSession } from '../../src/people/sessions.ts';
import { assertRefused, assertStatus } from '../fixtures/client.ts';
import { CLINIC, NHS, OPERATOR, OWNER, PHARMACY, useUsers } from './users-setting.ts';

const { app, ask, send, enter, audit, accept, signIn, clock } = useUsers();

/** What a sign-in of this user would give to a program. @returns whether it has ended */
async function beginFamily(userId: string): Promise<() => Promise<boolean>> {
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
    [family, NHS, userId, Buffer.from(family)],
  );
  return async () =>
    (await app.database.query('SELECT revoked_at FROM token_families WHERE id = $1', [family]))[0]
      ?.revoked_at !== null;
}

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
    const isRevoked = await beginFamily(id);
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
    await accept(user.password_link);
    const { session } = (await signIn(user.email)) as { session: BegunSession };
    const isLiving = async () => (await findSession(app.pool, clock, session.value)) !== undefined;
    assert.equal(await isLiving(), true);
    const isRevoked = await beginFamily(user.id);
    const answer = await send('PATCH', `users/${user.id}/actions/block`, reason);
    assert.ok(await isRevoked(), 'what sign-ins gave to programs');
    assertStatus(answer, 200);
    assert.equal(answer.body.data.is_blocked, true);
    assert.equal(await isLiving(), false);
    assert.equal((await signIn(user.email)).kind, 'refused');
    assertStatus(await send('PATCH', `users/${user.id}/actions/unblock`, reason), 200);
    assert.equal(await isLiving(), false);
    assert.equal((await signIn(user.email)).kind, 'signed-in');
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
