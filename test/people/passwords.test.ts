/**
 * Goal: a one-time link works once, and a new password ends what the former gave.
 * Method: three processes with pools of their own on one database, at an injected time.
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { SYSTEM_USER_ID } from '../../src/audit/actor.ts';
import { changePassword } from '../../src/people/change-password.ts';
import {
  findPasswordLink,
  type MadeLink,
  makePasswordLink,
  type PasswordLinkKind,
  usePasswordLink,
} from '../../src/people/password-links.ts';
import { type BegunSession, findSession, type Session } from '../../src/people/sessions.ts';
import { signIn } from '../../src/people/sign-in.ts';
import { auditOf, createPerson, freshAddress, PASSWORD, type Process, useProcesses } from './setting.ts';

const setting = useProcesses();
const { time } = setting;
const NEXT = 'a quite new password';
const HOUR = 3_600_000;

async function make(userId: string, kind: PasswordLinkKind = 'reset'): Promise<MadeLink> {
  const [{ db }] = setting.processes;
  const stamp = { now: time.clock.now(), userId: SYSTEM_USER_ID, requestId: 'test' };
  return (await makePasswordLink(db, stamp, { userId, kind })) as MadeLink;
}
const find = ({ value }: MadeLink) => findPasswordLink(setting.processes[0].db, time.clock, value);
const use = (process: Process, { value }: MadeLink, password = NEXT) =>
  usePasswordLink(process, { value, password, requestId: 'test' });
const enter = (email: string, password = PASSWORD) =>
  signIn(setting.processes[0], {
    email,
    password,
    address: freshAddress(),
    userAgent: '',
    requestId: 'test',
  });
async function begin(email: string): Promise<BegunSession> {
  return ((await enter(email)) as { session: BegunSession }).session;
}
const isLiving = async ({ value }: BegunSession) =>
  (await findSession(setting.processes[2].db, time.clock, value)) !== undefined;

/** A client's own connection, and a family of tokens through it. */
async function createFamily(userId: string): Promise<string> {
  const [client, family] = [randomUUID(), randomUUID()];
  const { database } = setting;
  await database.query(
    "INSERT INTO clients (id, name, type, access_type, scopes, is_blocked, inserted_at, updated_at) VALUES ($1, 'x', 'MSP', 'DIRECT', '{}', false, now(), now())",
    [client],
  );
  await database.query(
    "INSERT INTO connections (id, client_id, consumer_id, redirect_uris, inserted_at, updated_at) VALUES ($1, $1, $1, '{}', now(), now())",
    [client],
  );
  await database.query(
    `INSERT INTO token_families (id, connection_id, redeemer_id, user_id, requested_scope, scope, redirect_uri, code_hash,
                                 code_expires_at, inserted_at)
     VALUES ($1, $2, $2, $3, 'a:b', 'a:b', 'https://example.org', $4, now(), now())`,
    [family, client, userId, randomBytes(32)],
  );
  return family;
}
async function isRevoked(family: string): Promise<boolean> {
  const [row] = await setting.database.query('SELECT revoked_at FROM token_families WHERE id = $1', [family]);
  return row?.revoked_at !== null;
}

describe('a one-time link', () => {
  test('sets the password, once', async () => {
    const { id, email } = await createPerson(setting.database, { password: null });
    const link = await make(id, 'invitation');
    assert.deepEqual(await find(link), { kind: 'good', userId: id, email, purpose: 'invitation' });
    assert.deepEqual(await use(setting.processes[0], link), { kind: 'changed', userId: id });
    assert.deepEqual(await find(link), { kind: 'used' });
    assert.deepEqual(await use(setting.processes[1], link, 'yet another password'), { kind: 'used' });
    assert.equal((await enter(email, NEXT)).kind, 'signed-in');
  });
  test('that is used on three processes at once is used by one', async () => {
    const { id, email } = await createPerson(setting.database);
    const link = await make(id);
    const passwords = Array.from({ length: 9 }, (_, at) => `password number ${at}`);
    const outcomes = await Promise.all(
      passwords.map((password, at) => use(setting.processes[at % 3] as Process, link, password)),
    );
    const winners = outcomes.flatMap(({ kind }, at) => (kind === 'changed' ? [at] : []));
    assert.equal(winners.length, 1);
    assert.equal(outcomes.filter(({ kind }) => kind === 'used').length, 8);
    assert.equal((await enter(email, passwords[winners[0] as number] as string)).kind, 'signed-in');
  });
  test('ends after 24 hours, an invitation after seven days', async () => {
    for (const [kind, hours] of [
      ['reset', 24],
      ['invitation', 7 * 24],
    ] as const) {
      const link = await make((await createPerson(setting.database)).id, kind);
      assert.equal(Date.parse(link.expiresAt) - time.clock.now().getTime(), hours * HOUR);
      time.pass(hours * HOUR - 1);
      assert.equal((await find(link)).kind, 'good');
      time.pass(1);
      assert.deepEqual(await find(link), { kind: 'expired' });
      assert.deepEqual(await use(setting.processes[0], link), { kind: 'expired' });
    }
  });
  test('is void when there is a newer one, when the password changes, and while its person is blocked', async () => {
    const { id } = await createPerson(setting.database);
    const [older, newer] = [await make(id), await make(id, 'invitation')];
    assert.deepEqual(await find(older), { kind: 'unknown' });
    assert.equal((await find(newer)).kind, 'good');
    await setting.database.query('UPDATE users SET is_blocked = true WHERE id = $1', [id]);
    assert.deepEqual(await use(setting.processes[0], newer), { kind: 'unknown' });
  });
  test('is not used up by looking, or by a password that is none', async () => {
    const { id, email } = await createPerson(setting.database);
    const link = await make(id);
    await find(link);
    for (const [password, mistake] of [
      ['short', 'too-short'],
      ['x'.repeat(1025), 'too-long'],
      [email.toUpperCase(), 'is-email'],
    ] as const)
      assert.deepEqual(await use(setting.processes[0], link, password), { kind: 'mistake', mistake });
    assert.equal((await use(setting.processes[0], link)).kind, 'changed');
  });
  test('ends the sessions and tokens of its person, and of nobody else', async () => {
    const [person, other] = [await createPerson(setting.database), await createPerson(setting.database)];
    const [session, theirs] = [await begin(person.email), await begin(other.email)];
    const [family, their] = [await createFamily(person.id), await createFamily(other.id)];
    await use(setting.processes[0], await make(person.id));
    assert.deepEqual([await isLiving(session), await isLiving(theirs)], [false, true]);
    assert.deepEqual([await isRevoked(family), await isRevoked(their)], [true, false]);
    const actions = await Promise.all(
      [person.id, session.id, family].map((id) => auditOf(setting.database, id)),
    );
    assert.deepEqual(
      actions.map((rows) => rows.map(({ resource, action, actor_id }) => [resource, action, actor_id])),
      [
        [
          ['password_link', 'create', SYSTEM_USER_ID],
          ['user', 'set_password', person.id],
        ],
        [
          ['session', 'create', person.id],
          ['session', 'end', person.id],
        ],
        [['token_family', 'revoke', person.id]],
      ],
    );
  });
  test('is for a person, and stored as a hash', async () => {
    const [{ db }] = setting.processes;
    const stamp = { now: time.clock.now(), userId: SYSTEM_USER_ID, requestId: 'test' };
    assert.equal(await makePasswordLink(db, stamp, { userId: randomUUID(), kind: 'reset' }), undefined);
    const link = await make((await createPerson(setting.database)).id);
    const stored = await setting.database.query(
      'SELECT l::text AS text FROM password_links l UNION ALL SELECT a::text FROM audit_log a',
    );
    assert.ok(!JSON.stringify(stored).includes(link.value));
  });
});

describe('changing the own password', () => {
  const change = (
    process: Process,
    session: Session,
    current: string,
    next = NEXT,
    address = freshAddress(),
  ) => changePassword(process, session, { current, next, address, userAgent: '', requestId: 'test' });
  async function signedIn() {
    const person = await createPerson(setting.database);
    const begun = await begin(person.email);
    const session = await findSession(setting.processes[0].db, time.clock, begun.value);
    return { person, begun, session: session as Session };
  }
  test('ends everything that the former gave, and begins one new session', async () => {
    const { person, begun, session } = await signedIn();
    const elsewhere = await begin(person.email);
    const family = await createFamily(person.id);
    const link = await make(person.id);
    const outcome = await change(setting.processes[1], session, PASSWORD);
    assert.equal(outcome.kind, 'changed');
    const fresh = (outcome as { session: BegunSession }).session;
    assert.deepEqual(await Promise.all([begun, elsewhere, fresh].map(isLiving)), [false, false, true]);
    assert.equal(await isRevoked(family), true);
    assert.deepEqual(await find(link), { kind: 'used' });
    assert.equal((await enter(person.email)).kind, 'refused');
    assert.equal((await enter(person.email, NEXT)).kind, 'signed-in');
  });
  test('needs the present password, and counts guesses at it as a sign-in does', async () => {
    const [process] = setting.processes;
    const { person, begun, session } = await signedIn();
    const address = freshAddress();
    process.waited.length = 0;
    for (let at = 1; at <= 5; at++)
      assert.deepEqual(await change(process, session, 'wrong', NEXT, address), { kind: 'refused' });
    assert.deepEqual(process.waited, [1_000]);
    assert.ok(await isLiving(begun));
    const failures = (await auditOf(setting.database, person.id)).filter(({ action }) => action === 'refuse');
    assert.equal(failures.length, 3);
  });
  test('by two at once is done by one', async () => {
    const { session } = await signedIn();
    const outcomes = await Promise.all(
      setting.processes.map((process, at) => change(process, session, PASSWORD, `${NEXT} ${at}`)),
    );
    assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['changed', 'refused', 'refused']);
  });
  test('tells what is wrong with the new one', async () => {
    const { session } = await signedIn();
    const outcome = await change(setting.processes[0], session, PASSWORD, 'short');
    assert.deepEqual(outcome, { kind: 'mistake', mistake: 'too-short' });
  });
});

test('sign-ins that race with a new password never outlive it', async () => {
  const { id, email } = await createPerson(setting.database);
  const link = await make(id);
  const racing = Array.from({ length: 30 }, () => enter(email));
  await use(setting.processes[1], link);
  const outcomes = await Promise.all(racing);
  for (const outcome of outcomes)
    if (outcome.kind === 'signed-in') assert.equal(await isLiving(outcome.session), false);
});
