import { randomUUID } from 'node:crypto';
import { after, before } from 'node:test';
import { type Clock, clockFrom } from '../../src/platform/clock.ts';
import { createPool, type Pool } from '../../src/platform/database/pool.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';

export type Registry = { database: TestDatabase; pool: Pool };

/** A database with the pool of a process of the product, under its role, for what runs inside the test's own process. */
export function useRegistry(): Registry {
  const registry = {} as Registry;
  before(async () => {
    registry.database = await createTestDatabase();
    registry.pool = openPool(registry.database);
  });
  after(async () => {
    await registry.pool?.end();
    await registry.database?.drop();
  });
  return registry;
}

export function openPool(database: TestDatabase): Pool {
  return createPool({
    url: database.url,
    role: 'esoz_app',
    applicationName: 'test',
    onError: () => {},
  });
}

/** A clock that a test moves. */
export function movableClock(
  start: string,
): Clock & { forward(seconds: number): void; set(instant: string): void } {
  let now = new Date(start);
  return {
    ...clockFrom(() => now, 'Europe/Kyiv'),
    forward(seconds) {
      now = new Date(now.getTime() + seconds * 1000);
    },
    set(instant) {
      now = new Date(instant);
    },
  };
}

/** The audit row of a changed parameter: the smallest thing that is an event. Returns the parameter's name. */
export async function changeParameter(
  db: { query(text: string, values: unknown[]): Promise<unknown> },
  name: string = randomUUID(),
): Promise<string> {
  await db.query(
    `INSERT INTO audit_log (inserted_at, actor_id, request_id, resource, resource_id, action, changeset)
     VALUES (now(), '00000000-0000-0000-0000-000000000000', 'test', 'parameter', $1, 'update', '{"old": "A", "new": "B"}')`,
    [name],
  );
  return name;
}
