import type { Clock } from '../platform/clock.ts';
import type { Pool } from '../platform/database/pool.ts';
import type { Logger } from '../platform/log.ts';
import { writeLastUses } from './last-use.queries.ts';

/** Of a connection its secret is meant. */
export type UsedKind = 'token' | 'api_key' | 'connection';
export type NoteUse = (kind: UsedKind, id: string) => void;

type Use = { kind: UsedKind; id: string; usedAtMs: number };

/** How exactly a last use is known. */
const WRITTEN_AT_MOST_EVERY_MS = 60 * 60 * 1000;
const WRITE_INTERVAL_MS = 60_000;
/** Uses that wait to be written, and credentials of which is known that they need not be: a few megabytes. */
const MAX_NOTED = 10_000;

/**
 * Keeps when credentials were used last without a write a request: noted in memory, written now and then in one statement,
 * each credential at most once an hour a process. What a crash loses is less than that.
 */
export function createLastUses(clock: Clock): { note: NoteUse; write(pool: Pool): Promise<void> } {
  let noted = new Map<string, Use>();
  /** When each was written last, those longest ago first. */
  const written = new Map<string, number>();

  function forgetOldest(nowMs: number): void {
    for (const [key, writtenAtMs] of written) {
      if (written.size <= MAX_NOTED && nowMs - writtenAtMs < WRITTEN_AT_MOST_EVERY_MS) return;
      written.delete(key);
    }
  }

  return {
    note(kind, id) {
      const key = `${kind} ${id}`;
      if (noted.has(key) || noted.size >= MAX_NOTED) return;
      const nowMs = clock.now().getTime();
      const writtenAtMs = written.get(key);
      if (writtenAtMs !== undefined && nowMs - writtenAtMs < WRITTEN_AT_MOST_EVERY_MS) return;
      noted.set(key, { kind, id, usedAtMs: nowMs });
    },
    async write(pool) {
      const uses = noted;
      if (uses.size === 0) return;
      noted = new Map();
      const rows = [...uses.values()];
      await writeLastUses(pool, [
        rows.map(({ kind }) => kind),
        rows.map(({ id }) => id),
        rows.map(({ usedAtMs }) => new Date(usedAtMs).toISOString()),
      ]);
      // What the database did not take is noted again at its next use.
      for (const [key, { usedAtMs }] of uses) {
        written.delete(key);
        written.set(key, usedAtMs);
      }
      forgetOldest(clock.now().getTime());
    },
  };
}

/** Writes what was noted once a minute. @returns how to stop it: what is noted by then is written */
export function keepLastUses(
  lastUses: ReturnType<typeof createLastUses>,
  pool: Pool,
  log: Pick<Logger, 'warn'>,
): () => Promise<void> {
  const write = () =>
    lastUses.write(pool).catch((error) => log.warn({ err: error }, 'last uses were not written'));
  const timer = setInterval(write, WRITE_INTERVAL_MS).unref();
  return async () => {
    clearInterval(timer);
    await write();
  };
}
