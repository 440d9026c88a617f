import type { Clock } from '../../platform/clock.ts';
import type { Pool } from '../../platform/database/pool.ts';
import type { Logger } from '../../platform/log.ts';
import { sweepEachMinute } from '../../platform/sweep.ts';
import { REPEATABLE_MS } from './facts.ts';
import { FORGOTTEN_AT_ONCE, forgetSealedAnswers } from './forget-answers.queries.ts';

/** Other processes may have a clock that is behind ours. */
const KEPT_MS = REPEATABLE_MS + 60_000;

/**
 * Takes away the answers to refresh tokens that can no longer be fetched again: whoever finds a used refresh token in some
 * old log shall find nothing that it opens. @returns how to stop it
 */
export function forgetAnswers(pool: Pool, clock: Clock, log: Pick<Logger, 'warn'>): () => Promise<void> {
  const clean = async () => {
    const before = new Date(clock.now().getTime() - KEPT_MS).toISOString();
    const [row] = (await forgetSealedAnswers(pool, [before])) as [{ forgotten: number }];
    return row.forgotten;
  };
  return sweepEachMinute({ what: 'old answers to refresh tokens', atOnce: FORGOTTEN_AT_ONCE, clean }, log);
}
