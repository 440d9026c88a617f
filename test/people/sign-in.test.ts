/**
 * Goal: a password opens a session to its person alone, and nobody learns from outside who has an account.
 * Method: the functions of several processes, each with a pool of its own, on one database and at an injected time. A hash
 * that can be read takes the place of argon2id, so that hashes are counted and not measured.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { createHashing } from '../../src/people/hashing.ts';
import { NOBODYS_HASH } from '../../src/people/passwords.ts';
import { findSession } from '../../src/people/sessions.ts';
import { type SignInOutcome, signIn } from '../../src/people/sign-in.ts';
import type { Database } from '../../src/platform/database/pool.ts';
import { ApiError } from '../../src/platform/errors/error-definition.ts';
import { auditOf, createPerson, freshAddress, PASSWORD, type Process, useProcesses } from './setting.ts';

const setting = useProcesses();
const { time } = setting;

type Given = { email?: string; password?: string; address?: string };
const enter = (process: Process, { email = '', password = PASSWORD, address = freshAddress() }: Given) =>
  signIn(process, { email, password, address, userAgent: 'Firefox', requestId: 'test' });
const wrong = { password: 'not the password' };

async function sessionOf(outcome: SignInOutcome) {
  assert.equal(outcome.kind, 'signed-in');
  return (outcome as SignInOutcome & { kind: 'signed-in' }).session;
}

describe('e-mail and password', () => {
  test('open a session, which is known on every process and leaves an audit row', async () => {
    const [one, other] = setting.processes;
    const person = await createPerson(setting.database);
    const session = await sessionOf(await enter(one, { email: person.email, address: '192.0.2.77' }));
    assert.equal(session.userId, person.id);
    const found = await findSession(other.db, time.clock, session.value);
    assert.deepEqual(found, { id: session.id, userId: person.id, email: person.email, isPassed: true });
    const [row] = await auditOf(setting.database, session.id);
    assert.deepEqual(row, {
      actor_id: person.id,
      resource: 'session',
      action: 'create',
      changeset: { old: null, new: { network: '192.0.2.0/24' } },
    });
  });
  test('are the same for an address in any case', async () => {
    const email = `Іван.${randomUUID()}@Example.org`;
    await createPerson(setting.database, { email });
    for (const typed of [email, email.toLowerCase(), email.toUpperCase()])
      await sessionOf(await enter(setting.processes[0], { email: typed }));
  });
  test('open a session of another value each time', async () => {
    const { email } = await createPerson(setting.database);
    const one = await sessionOf(await enter(setting.processes[0], { email }));
    const other = await sessionOf(await enter(setting.processes[0], { email }));
    assert.notEqual(one.value, other.value);
    assert.notEqual(one.id, other.id);
  });
  test('are counted by what came of them', async () => {
    const counted: string[] = [];
    const process = { ...setting.processes[0], observeSignIn: (kind: string) => void counted.push(kind) };
    const { email } = await createPerson(setting.database);
    const address = freshAddress();
    await enter(process, { email, address });
    for (let guess = 1; guess <= 9; guess++) await enter(process, { email, address, ...wrong });
    assert.deepEqual([counted[0], counted[1], counted.at(-1)], ['signed-in', 'refused', 'wait']);
  });
  test('are nobody else’s', async () => {
    const person = await createPerson(setting.database);
    await createPerson(setting.database, { password: 'somebody else’s' });
    for (const password of ['', 'somebody else’s', `${PASSWORD} `, PASSWORD.toUpperCase()])
      assert.deepEqual(await enter(setting.processes[0], { email: person.email, password }), {
        kind: 'refused',
      });
    for (const email of ['', ' ', `${person.email} `, `${person.email}\0`, '%', 'x'.repeat(10_000)])
      assert.deepEqual(await enter(setting.processes[0], { email }), { kind: 'refused' });
  });
});

describe('a refusal', () => {
  /** What a sign-in with this e-mail asks of database and hash, and answers. */
  async function traceOf(email: string, password: string) {
    const [{ db, ...rest }] = setting.processes;
    const asked: unknown[] = [];
    const query = (config: { name: string; text: string }) => {
      asked.push(config.name);
      return db.query(config);
    };
    rest.compared.length = 0;
    const outcome = await enter({ ...rest, db: { query } as unknown as Database }, { email, password });
    return { outcome, asked, hashes: rest.compared.length };
  }
  test('is the same for a wrong password, a blocked person, one without a password and nobody', async () => {
    const person = await createPerson(setting.database);
    const blocked = await createPerson(setting.database, { isBlocked: true });
    const invited = await createPerson(setting.database, { password: null });
    const expected = await traceOf(person.email, 'wrong');
    assert.deepEqual(expected.outcome, { kind: 'refused' });
    assert.equal(expected.hashes, 1);
    assert.deepEqual(await traceOf(blocked.email, 'wrong'), expected);
    assert.deepEqual(await traceOf(blocked.email, PASSWORD), expected);
    assert.deepEqual(await traceOf(invited.email, PASSWORD), expected);
    assert.deepEqual(await traceOf('nobody@example.org', PASSWORD), expected);
  });
  test('of nobody costs the hash of somebody', async () => {
    const [process] = setting.processes;
    process.compared.length = 0;
    await enter(process, { email: 'nobody@example.org' });
    assert.deepEqual(process.compared, [{ password: PASSWORD, stored: NOBODYS_HASH }]);
  });
  test('is audited with its reason, and without what was typed', async () => {
    const blocked = await createPerson(setting.database, { isBlocked: true });
    await enter(setting.processes[0], { email: blocked.email, address: '2001:db8:1:2:3::4' });
    const [row] = await auditOf(setting.database, blocked.id);
    assert.deepEqual(row?.changeset.new, {
      network: '2001:db8:1:2::/64',
      attempts: 1,
      reason: 'blocked',
      is_last_of_hour: false,
    });
    const typed = 'my-password-in-the-wrong-field';
    await enter(setting.processes[0], { email: typed, password: typed });
    const [{ log }] = (await setting.database.query(
      'SELECT string_agg(a::text, $1) AS log FROM audit_log a',
      ['\n'],
    )) as [{ log: string }];
    assert.ok(!log.includes(typed) && !log.includes(PASSWORD));
  });
  test('leaves the fewer audit rows the more there are of it, and a thousand an hour in all', async () => {
    const [process] = setting.processes;
    const person = await createPerson(setting.database);
    const address = freshAddress();
    for (let attempt = 1; attempt <= 20; attempt++) {
      time.pass(8_000);
      await enter(process, { email: person.email, ...wrong, address });
    }
    const rows = await auditOf(setting.database, person.id);
    assert.deepEqual(
      rows.map(({ changeset }) => changeset.new?.attempts),
      [1, 2, 4, 8, 16],
    );
    await setting.database.query(
      "UPDATE sign_in_attempts SET attempts = 998 WHERE key_hash = sha256('audited failures')",
    );
    const people = await Promise.all([1, 2, 3, 4].map(() => createPerson(setting.database)));
    for (const { email } of people) await enter(process, { email, ...wrong });
    const ends = await Promise.all(people.map(({ id }) => auditOf(setting.database, id)));
    assert.deepEqual(
      ends.map(([row]) => row?.changeset.new?.is_last_of_hour),
      [false, true, undefined, undefined],
    );
    time.pass(3_600_000);
    const { id, email } = await createPerson(setting.database);
    await enter(process, { email, ...wrong });
    assert.equal((await auditOf(setting.database, id)).length, 1);
  });
});

test('of a flood two hashes run, sixteen wait, and the others are told 503', async () => {
  const held: (() => void)[] = [];
  let most = 0;
  const verify = async () => {
    most = Math.max(most, held.length + 1);
    await new Promise<void>((resolve) => held.push(resolve));
    return false;
  };
  const hashing = createHashing({ hash: async () => '', verify });
  const flood = Array.from({ length: 20 }, () =>
    hashing.verify('x', null).catch((error: unknown) => {
      assert.ok(error instanceof ApiError);
      return error.definition.status;
    }),
  );
  const outcomes = Promise.all(flood);
  while (held.length > 0) {
    held.shift()?.();
    await new Promise(setImmediate);
  }
  assert.deepEqual(await outcomes, [...new Array(18).fill(false), 503, 503]);
  assert.equal(most, 2);
});
