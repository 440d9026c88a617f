import { randomUUID } from 'node:crypto';
import { type Clock, clockFrom } from '../../src/platform/clock.ts';

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
