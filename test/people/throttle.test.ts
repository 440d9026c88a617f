/**
 * Goal: guesses become slow, and nobody is shut out by somebody else who knows the e-mail address.
 * Method: the functions of three processes on one database, at an injected time. Waiting is noted and not done.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { signIn } from '../../src/people/sign-in.ts';
import { createThrottle } from '../../src/people/throttle.ts';
import { createPerson, freshAddress, PASSWORD, type Process, useProcesses } from './setting.ts';

const setting = useProcesses();
const { time } = setting;

const guess = (process: Process, email: string, address: string, password = 'wrong') =>
  signIn(process, { email, password, address, userAgent: '', requestId: 'test' });

/** The waits of what `run` does, in its order. */
async function waitsOf(process: Process, run: () => Promise<unknown>): Promise<number[]> {
  process.waited.length = 0;
  await run();
  return [...process.waited];
}

describe('guesses at one account from one network', () => {
  test('are free three times, then wait longer and longer, up to eight seconds', async () => {
    const [process] = setting.processes;
    const { email } = await createPerson(setting.database);
    const address = freshAddress();
    const waited = await waitsOf(process, async () => {
      for (let at = 1; at <= 9; at++) {
        const before = process.waited.length;
        await guess(process, email, address);
        time.pass(process.waited[before] ?? 0);
      }
    });
    assert.deepEqual(waited, [1_000, 2_000, 4_000, 8_000, 8_000]);
  });
  test('wait for each other on all processes, and are turned away where the line is too long', async () => {
    const { processes } = setting;
    const { email } = await createPerson(setting.database);
    const address = freshAddress();
    for (const process of processes) process.waited.length = 0;
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, at) => guess(processes[at % 3] as Process, email, address)),
    );
    const turns = outcomes.filter(({ kind }) => kind === 'refused').length;
    const waits = processes.flatMap(({ waited }) => waited).sort((a, b) => a - b);
    // Four at once, one after 1 s, one after 1 + 2 s, one after 1 + 2 + 4 s; the turn behind them is 15 s away.
    assert.equal(turns, 7);
    assert.deepEqual(waits, [1_000, 3_000, 7_000]);
    const turnedAway = outcomes.filter(({ kind }) => kind === 'wait');
    assert.deepEqual(turnedAway, new Array(23).fill({ kind: 'wait', seconds: 15 }));
  });
  test('are counted alike for an account that does not exist, in any case', async () => {
    const [process] = setting.processes;
    const email = `${randomUUID()}@example.org`;
    const address = freshAddress();
    const waited = await waitsOf(process, async () => {
      for (const typed of [email, email.toUpperCase(), email, email.toUpperCase(), email])
        await guess(process, typed, address);
    });
    assert.deepEqual(waited, [1_000]);
  });
  test('are forgotten by the right password, and after a quarter of an hour', async () => {
    const [process] = setting.processes;
    const { email } = await createPerson(setting.database);
    const address = freshAddress();
    for (let at = 1; at <= 3; at++) await guess(process, email, address);
    assert.equal((await guess(process, email, address, PASSWORD)).kind, 'signed-in');
    const free = await waitsOf(process, async () => {
      for (let at = 1; at <= 4; at++) await guess(process, email, address);
    });
    assert.deepEqual(free, []);
    time.pass(16 * 60_000);
    const later = await waitsOf(process, async () => {
      for (let at = 1; at <= 4; at++) await guess(process, email, address);
    });
    assert.deepEqual(later, []);
  });
  test('never delay the person, who comes from another network', async () => {
    const [one, other] = setting.processes;
    const { email } = await createPerson(setting.database);
    const address = freshAddress();
    await Promise.all(Array.from({ length: 20 }, () => guess(one, email, address)));
    const waited = await waitsOf(other, async () => {
      assert.equal((await guess(other, email, freshAddress(), PASSWORD)).kind, 'signed-in');
    });
    assert.deepEqual(waited, []);
  });
});

describe('guesses at many accounts from one network', () => {
  test('are free thirty times, then four, two and one a second', async () => {
    const [process] = setting.processes;
    const guessFrom = (address: string) => guess(process, `${randomUUID()}@example.org`, address);
    for (let at = 1; at <= 30; at++) await guessFrom('198.51.100.1');
    const waited = await waitsOf(process, async () => {
      for (let at = 1; at <= 5; at++) await guessFrom('198.51.100.2');
    });
    assert.deepEqual(waited, [250, 750, 1_750, 2_750]);
  });
  test('that succeed are not counted: a whole clinic may come at eight', async () => {
    const [process] = setting.processes;
    const address = freshAddress();
    const people = await Promise.all(Array.from({ length: 50 }, () => createPerson(setting.database)));
    const waited = await waitsOf(process, async () => {
      for (const { email } of people)
        assert.equal((await guess(process, email, address, PASSWORD)).kind, 'signed-in');
    });
    assert.deepEqual(waited, []);
  });
  test('take no turn of an account while their network has none', async () => {
    const [process] = setting.processes;
    const address = freshAddress();
    const { email } = await createPerson(setting.database);
    await Promise.all(
      Array.from({ length: 60 }, () => guess(process, `${randomUUID()}@example.org`, address)),
    );
    for (let at = 1; at <= 5; at++) assert.equal((await guess(process, email, address)).kind, 'wait');
    time.pass(10_000);
    await guess(process, email, address);
    assert.deepEqual(await waitsOf(process, () => guess(process, email, address, PASSWORD)), [1_000]);
  });
});

test('only a hundred requests of a process are held at a time', async () => {
  const [process] = setting.processes;
  const release = Promise.withResolvers<void>();
  let held = 0;
  const throttle = createThrottle(async () => {
    held += 1;
    await release.promise;
  });
  const fifth = async (network: string) => {
    for (let free = 1; free <= 4; free++) await throttle.awaitTurn(process, { email: 'x', network });
    return throttle.awaitTurn(process, { email: 'x', network });
  };
  const turns = Array.from({ length: 100 }, (_, at) => fifth(`test ${at}`));
  while (held < 100) await delay(10);
  assert.deepEqual(await fifth('test 100'), { kind: 'wait', seconds: 1 });
  release.resolve();
  for (const turn of await Promise.all(turns)) assert.deepEqual(turn, { kind: 'turn', attempts: 5 });
});

test('rows of attempts do not stay', async () => {
  const [process] = setting.processes;
  time.pass(24 * 3_600_000);
  for (let at = 1; at <= 100; at++) await guess(process, `${randomUUID()}@example.org`, freshAddress());
  time.pass(24 * 3_600_000);
  for (let at = 1; at <= 25; at++) await guess(process, `${randomUUID()}@example.org`, freshAddress());
  const [row] = await setting.database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM sign_in_attempts WHERE expires_at <= $1',
    [time.clock.now().toISOString()],
  );
  assert.equal(row?.count, 0);
});
