import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import type { Turns } from '../platform/turns.ts';
import { deleteExpiredAttempts, findNextTurn, takeTurns } from './throttle.queries.ts';

/** Who tries: an account, by the e-mail that was typed, from a network. */
export type Attempter = { email: string; network: string };
/** `attempts`: the how manyth within the window. `wait`: it is too early for another, and nothing was counted. */
export type Turn = { kind: 'turn'; attempts: number } | { kind: 'wait'; seconds: number };

/**
 * Guesses one after another, ever slower, on all processes together (SPEC 11.4, ADR 0071). It delays and never locks: who
 * knows an e-mail slows down its attempts from the own network alone.
 */
export type Throttle = {
  /** Resolves when it is this attempt's turn, or at once when that would take too long. */
  awaitTurn(services: { db: Database; clock: Clock; writes: Turns }, attempter: Attempter): Promise<Turn>;
};

/** Longer nobody waits before a page that says nothing. */
const MAX_WAIT_MS = 8_000;
/** Requests of a process that are held at a time. */
const MAX_HELD = 100;

/** How often a process looks for rows that have expired. */
const SWEEP_INTERVAL_MS = 1_000;

/** @param wait for tests, which do not wait */
export function createThrottle(wait: (ms: number) => Promise<unknown> = (ms) => delay(ms)): Throttle {
  let held = 0;
  let sweptAtMs = Number.NEGATIVE_INFINITY;

  async function sweep(db: Database, now: Date): Promise<void> {
    if (now.getTime() - sweptAtMs < SWEEP_INTERVAL_MS) return;
    sweptAtMs = now.getTime();
    await deleteExpiredAttempts(db, [now.toISOString()]);
  }

  return {
    async awaitTurn({ db, clock, writes }, { network, email }) {
      const now = clock.now();
      const patienceMs = held < MAX_HELD ? MAX_WAIT_MS : 0;
      // Attempts of one key wait for its row: those of one network have their share of the connections, and no more.
      const key = [network, email, now.toISOString()];
      const [turn] = await writes(`sign-in ${network}`, async () => {
        await sweep(db, now);
        return takeTurns(db, [...key, patienceMs]);
      });
      if (turn === undefined) {
        const [next] = (await findNextTurn(db, key)) as [{ waitMs: number }];
        return { kind: 'wait', seconds: Math.max(1, Math.ceil(next.waitMs / 1000)) };
      }
      const { waitMs, attempts } = turn;
      held += 1;
      try {
        if (waitMs > 0) await wait(waitMs);
      } finally {
        held -= 1;
      }
      return { kind: 'turn', attempts };
    },
  };
}
