/**
 * Goal: a session lasts as long as SPEC 11.4 says, and its end holds on every process from the next request on.
 * Method: three processes with pools of their own on one database, at an injected time.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import {
  type BegunSession,
  beginSession,
  endOtherSessions,
  endSession,
  findSession,
  listSessions,
} from '../../src/people/sessions.ts';
import { signIn } from '../../src/people/sign-in.ts';
import { auditOf, createPerson, freshAddress, PASSWORD, plainHash, useProcesses } from './setting.ts';

const setting = useProcesses();
const { time } = setting;
const MINUTE = 60_000;

async function begin(email: string, userAgent = 'Firefox'): Promise<BegunSession> {
  const address = freshAddress();
  const [process] = setting.processes;
  const outcome = await signIn(process, { email, password: PASSWORD, address, userAgent, requestId: 'test' });
  assert.equal(outcome.kind, 'signed-in');
  return (outcome as { session: BegunSession }).session;
}

/** On how many of the processes a session is known. */
async function knownOn({ value }: BegunSession): Promise<number> {
  const found = await Promise.all(setting.processes.map(({ db }) => findSession(db, time.clock, value)));
  return found.filter((session) => session !== undefined).length;
}

const stampOf = (userId: string) => ({ now: time.clock.now(), userId, requestId: 'test' });

describe('a session', () => {
  test('ends after thirty minutes without a use, to the millisecond', async () => {
    const session = await begin((await createPerson(setting.database)).email);
    time.pass(30 * MINUTE - 1);
    assert.equal(await knownOn(session), 3);
    time.pass(30 * MINUTE);
    assert.equal(await knownOn(session), 0);
  });
  test('ends after twelve hours, however it is used', async () => {
    const session = await begin((await createPerson(setting.database)).email);
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      time.pass(20 * MINUTE);
      assert.equal(await knownOn(session), 3, `after ${minutes + 20} minutes`);
    }
    time.pass(20 * MINUTE - 1);
    assert.equal(await knownOn(session), 3);
    time.pass(1);
    assert.equal(await knownOn(session), 0);
  });
  test('has its use written once a minute at most', async () => {
    const { email, id } = await createPerson(setting.database);
    const session = await begin(email);
    const lastUse = async () => {
      const [{ db }] = setting.processes;
      const [listed] = await listSessions(db, time.clock, id);
      return Date.parse(listed?.lastUsedAt as string) - time.clock.now().getTime();
    };
    time.pass(MINUTE - 1);
    await knownOn(session);
    assert.equal(await lastUse(), 1 - MINUTE);
    time.pass(1);
    await knownOn(session);
    assert.equal(await lastUse(), 0);
  });
  test('that has passed the first step alone says so', async () => {
    const session = await begin((await createPerson(setting.database)).email);
    await setting.database.query('UPDATE sessions SET passed_at = NULL WHERE id = $1', [session.id]);
    const [{ db }] = setting.processes;
    assert.equal((await findSession(db, time.clock, session.value))?.isPassed, false);
  });
  test('is known by its value alone, of which only a hash is stored', async () => {
    const session = await begin((await createPerson(setting.database)).email);
    const [{ db }] = setting.processes;
    for (const other of ['', session.id, `${session.value}x`, session.value.toLowerCase(), '\0'])
      assert.equal(await findSession(db, time.clock, other), undefined);
    const rows = await setting.database.query('SELECT s::text FROM sessions s');
    assert.ok(!JSON.stringify(rows).includes(session.value));
  });
  test('does not begin for a password that was changed, or a person blocked, since it was verified', async () => {
    const { id } = await createPerson(setting.database);
    const [{ db }] = setting.processes;
    const given = { userId: id, address: '::1', userAgent: '', requestId: 'test' };
    const former = { ...given, passwordHash: plainHash('former') };
    assert.equal(await beginSession(db, time.clock, former), undefined);
    await setting.database.query('UPDATE users SET is_blocked = true WHERE id = $1', [id]);
    const blocked = { ...given, passwordHash: plainHash(PASSWORD) };
    assert.equal(await beginSession(db, time.clock, blocked), undefined);
  });
});

describe('the own sessions of a person', () => {
  test('are listed with where, when and what, the newest first', async () => {
    const { email, id } = await createPerson(setting.database);
    await begin(email, 'Firefox');
    time.pass(1);
    await begin(email, `Chromium ${'x'.repeat(1000)}`);
    const [{ db }] = setting.processes;
    const [newest, oldest, ...others] = await listSessions(db, time.clock, id);
    assert.deepEqual(others, []);
    assert.equal(newest?.userAgent.length, 255);
    assert.equal(oldest?.userAgent, 'Firefox');
    assert.match(oldest?.address as string, /^10\./);
    assert.equal(newest?.insertedAt, time.clock.now().toISOString());
  });
  test('end at once on every process, one or all others, with audit rows', async () => {
    const { email, id } = await createPerson(setting.database);
    const stays = await begin(email);
    const [first, second, third] = [await begin(email), await begin(email), await begin(email)];
    const [, , { db }] = setting.processes;
    assert.equal(await endSession(db, stampOf(id), first.id), true);
    assert.equal(await knownOn(first), 0);
    assert.equal(await endSession(db, stampOf(id), first.id), false);
    assert.equal(await knownOn(second), 3);
    assert.equal(await endOtherSessions(db, stampOf(id), stays.id), 2);
    assert.deepEqual(await Promise.all([stays, second, third].map(knownOn)), [3, 0, 0]);
    const rows = await auditOf(setting.database, third.id);
    assert.deepEqual(
      rows.map(({ actor_id, action }) => [actor_id, action]),
      [
        [id, 'create'],
        [id, 'end'],
      ],
    );
  });
  test('are no others', async () => {
    const theirs = await begin((await createPerson(setting.database)).email);
    const [{ db }] = setting.processes;
    assert.equal(await endSession(db, stampOf(randomUUID()), theirs.id), false);
    assert.equal(await endOtherSessions(db, stampOf(randomUUID()), randomUUID()), 0);
    assert.equal(await knownOn(theirs), 3);
  });
});

test('who is blocked has no session from the next request on', async () => {
  const { email, id } = await createPerson(setting.database);
  const session = await begin(email);
  assert.equal(await knownOn(session), 3);
  await setting.database.query('UPDATE users SET is_blocked = true WHERE id = $1', [id]);
  assert.equal(await knownOn(session), 0);
});
