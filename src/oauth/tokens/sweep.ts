import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/pool.ts';
import type { Logger } from '../../platform/log.ts';
import { sweepEachMinute } from '../../platform/sweep.ts';
import { FORGOTTEN_AT_ONCE, forgetAnswers } from './mint.queries.ts';

/** @returns whether there may be more */
export async function forgetSealedAnswers(db: Database, clock: Clock): Promise<boolean> {
  const [row] = (await forgetAnswers(db, [clock.now().toISOString()])) as [{ forgotten: number }];
  return row.forgotten === FORGOTTEN_AT_ONCE;
}

/**
 * Forgets the sealed answers to refresh tokens. Each has the next token in it: kept, they would be a chain on which whoever
 * has one old token and a copy of the database comes to the newest.
 * @returns how to stop it
 */
export const sweepSealedAnswers = (
  db: Database,
  clock: Clock,
  log: Pick<Logger, 'warn'>,
): (() => Promise<void>) =>
  sweepEachMinute('answers to refresh tokens', log, () => forgetSealedAnswers(db, clock));
