import { randomUUID } from 'node:crypto';
import { after, before } from 'node:test';
import { createHashing } from '../../src/people/hashing.ts';
import type { SignInServices } from '../../src/people/sign-in.ts';
import { createThrottle } from '../../src/people/throttle.ts';
import { clockFrom } from '../../src/platform/clock.ts';
import { type Pool, writesInTurns } from '../../src/platform/database/pool.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { openPool } from '../fixtures/open-registry.ts';

/** The time of all processes of a test. */
const createTime = (at = '2026-06-15T09:00:00.000Z') => {
  let now = Date.parse(at);
  return {
    clock: clockFrom(() => new Date(now), 'Europe/Kyiv'),
    pass(ms: number) {
      now += ms;
    },
  };
};
type Time = ReturnType<typeof createTime>;

export type Process = SignInServices & {
  /** Passwords that were compared, with whose hash. */
  compared: { password: string; stored: string }[];
  /** How long each attempt waited for its turn, in ms. */
  waited: number[];
};

/** What a process of the product has for signing in; a hash that shows what was hashed takes the place of the slow one. */
function createProcess(pool: Pool, time: Time): Process {
  const compared: Process['compared'] = [];
  const waited: number[] = [];
  return {
    db: pool,
    clock: time.clock,
    writes: writesInTurns(pool),
    hashing: createHashing({
      hash: async (password) => plainHash(password),
      async verify(password, stored) {
        compared.push({ password, stored });
        return stored === plainHash(password);
      },
    }),
    throttle: createThrottle(async (ms) => void waited.push(ms)),
    compared,
    waited,
  };
}

export const plainHash = (password: string) => `plain:${password}`;

export const PASSWORD = 'correct horse battery';

/** A person with PASSWORD. */
export async function createPerson(
  database: TestDatabase,
  person: { email?: string | null; password?: string | null; isBlocked?: boolean } = {},
): Promise<{ id: string; email: string }> {
  const id = randomUUID();
  const { email = `${id}@example.org`, password = PASSWORD, isBlocked = false } = person;
  await database.query('INSERT INTO users VALUES ($1, $2, $3, $4, now(), now())', [
    id,
    email,
    password === null ? null : plainHash(password),
    isBlocked,
  ]);
  return { id, email: email ?? '' };
}

/** The audit rows of one thing, the oldest first. */
export const auditOf = (database: TestDatabase, resourceId: string) =>
  database.query<{
    actor_id: string;
    resource: string;
    action: string;
    changeset: { old: unknown; new: Record<string, unknown> | null };
  }>('SELECT actor_id, resource, action, changeset FROM audit_log WHERE resource_id = $1 ORDER BY id', [
    resourceId,
  ]);

/** A database and three processes on it, each with a pool of its own, at one injected time. */
export function useProcesses(): {
  database: TestDatabase;
  time: Time;
  processes: [Process, Process, Process];
} {
  const setting = { time: createTime() } as ReturnType<typeof useProcesses>;
  let pools: Pool[] = [];
  before(async () => {
    setting.database = await createTestDatabase();
    pools = [1, 2, 3].map(() => openPool(setting.database));
    setting.processes = pools.map((pool) => createProcess(pool, setting.time)) as [Process, Process, Process];
  });
  after(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await setting.database?.drop();
  });
  return setting;
}

let networks = 0;
/** An address of a network in which nobody has tried before. */
export const freshAddress = () => `10.${++networks >> 8}.${networks & 255}.7`;
