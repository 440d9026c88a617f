import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { MigrationError } from './migrations.ts';
import { UnconfirmedWriteError } from './unconfirmed.ts';

/** How a change of the schema waits for locks. */
export type LockPatience = {
  /** A statement that waits for a table has all later ones on that table wait behind it: requests stand still so long. */
  waitMs: number;
  /** Then it stands back, and those have their turn. */
  pauseMs: number;
  /** After this, whoever holds the table is a matter for people. */
  giveUpMs: number;
};

export const LOCK_PATIENCE: LockPatience = { waitMs: 1_000, pauseMs: 2_000, giveUpMs: 120_000 };

const LOCK_NOT_AVAILABLE = '55P03';

const HOLDERS = `SELECT pid, usename, application_name, now() - xact_start AS since, query FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL ORDER BY xact_start`;

/**
 * Runs a change of the schema in a transaction that waits for a lock only briefly, and again from its beginning when it
 * did not get one.
 * @param what the beginning of the sentence that tells of a failure
 * @throws MigrationError when it failed and was rolled back; UnconfirmedWriteError when it was not
 */
export async function changeSchema(
  db: pg.Client,
  what: string,
  { waitMs, pauseMs, giveUpMs }: LockPatience,
  change: () => Promise<void>,
): Promise<void> {
  const began = performance.now();
  for (;;) {
    try {
      await db.query('BEGIN');
      await db.query(`SET LOCAL lock_timeout = ${waitMs}`);
      await change();
      await db.query('COMMIT');
      return;
    } catch (error) {
      if (error instanceof UnconfirmedWriteError) throw error; // it was not rolled back
      await db.query('ROLLBACK').catch(() => {});
      const { code, message } = error as Error & { code?: string };
      if (code !== LOCK_NOT_AVAILABLE)
        throw new MigrationError(`${what} failed and was rolled back: ${message}`, { cause: error });
      if (performance.now() - began >= giveUpMs)
        throw new MigrationError(
          `${what} was given up and rolled back: others have held a lock that it needs for ${Math.round(giveUpMs / 1000)} s.`,
          {
            hint: `Whose transactions are open, the oldest first, tells: ${HOLDERS};\nLet them end, or end them, and run again: esoz migrate`,
            cause: error,
          },
        );
    }
    await delay(pauseMs);
  }
}
