/** Sign-ins a second against what they cannot do without: argon2id at the same parameters, as many at a time. */
import { randomUUID } from 'node:crypto';
import { createHashing } from '../../src/people/hashing.ts';
import { hashPassword, verifyPassword } from '../../src/people/passwords.ts';
import { type SignInServices, signIn } from '../../src/people/sign-in.ts';
import { createThrottle } from '../../src/people/throttle.ts';
import { createClock } from '../../src/platform/clock.ts';
import { createPool, type Pool, writesInTurns } from '../../src/platform/database/pool.ts';
import { type Figure, pairedRatio } from '../figures.ts';

const GOAL_RATIO = 0.9;
/** As many as hash at a time, and as many again, whose questions to the database are under way meanwhile. */
const CLIENTS = 4;
const HASHES_AT_ONCE = 2;
const PEOPLE = 64;
const PASSWORD = 'a password of somebody';

/** @param url of a migrated database, of a role that may write users */
export async function benchSignIns(
  url: string,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<Figure> {
  const pool = createPool({ url, applicationName: 'bench', onError: () => {} });
  try {
    const hash = await hashPassword(PASSWORD);
    const emails = await createPeople(pool, hash);
    const services = {
      db: pool,
      clock: createClock({ timeZone: 'Europe/Kyiv' }),
      writes: writesInTurns(pool),
      hashing: createHashing(),
      throttle: createThrottle(),
    };
    const [signIns, bare]: [number[], number[]] = [[], []];
    for (let round = 1; round <= rounds; round++) {
      signIns.push(await perSecond(CLIENTS, seconds, (at) => enter(services, emails, at)));
      bare.push(await perSecond(HASHES_AT_ONCE, seconds, () => verifyPassword(PASSWORD, hash)));
      process.stdout.write(
        `sign-ins: ${signIns.at(-1)?.toFixed(1)}/s, argon2id alone: ${bare.at(-1)?.toFixed(1)}/s\n`,
      );
    }
    return {
      what: 'sign-ins',
      peer: 'argon2id alone, at the same parameters',
      ratio: pairedRatio(signIns, bare),
      goal: GOAL_RATIO,
    };
  } finally {
    await pool.end();
  }
}

async function createPeople(pool: Pool, hash: string): Promise<string[]> {
  const people = Array.from({ length: PEOPLE }, () => randomUUID());
  await pool.query(
    `INSERT INTO users (id, email, password_hash, is_blocked, inserted_at, updated_at)
     SELECT id, id || '@example.org', $2, false, now(), now() FROM unnest($1::uuid[]) AS id`,
    [people, hash],
  );
  return people.map((id) => `${id}@example.org`);
}

async function enter(services: SignInServices, emails: readonly string[], at: number): Promise<void> {
  const email = emails[at % PEOPLE] as string;
  const address = `10.0.${at % PEOPLE}.1`;
  const { kind } = await signIn(services, {
    email,
    password: PASSWORD,
    address,
    userAgent: 'bench',
    requestId: 'bench',
  });
  if (kind !== 'signed-in') throw new Error(`a sign-in was ${kind}`);
}

/** How often `work` is done in a second by so many who each do it again and again. @param work gets a number of its own */
async function perSecond(
  clients: number,
  seconds: number,
  work: (at: number) => Promise<unknown>,
): Promise<number> {
  const began = performance.now();
  let done = 0;
  let next = 0;
  const run = async () => {
    while (performance.now() - began < seconds * 1000) {
      await work(next++);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, run));
  return (done * 1000) / (performance.now() - began);
}
