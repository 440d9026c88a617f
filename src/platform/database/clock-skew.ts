import { findServerTime } from './clock-skew.queries.ts';
import type { Database } from './pool.ts';

/** Beyond this, expiry of tokens and the order of audit rows begin to mislead. */
export const MOST_SKEW_MS = 2_000;

/**
 * How far the server's clock is ahead of this machine's; negative: behind. Both are the machines' own, whatever ESOZ_CLOCK
 * says. The answer is taken to be from the middle of its way.
 */
export async function clockSkewMs(db: Database): Promise<number> {
  const before = Date.now();
  const [server] = await findServerTime(db, []);
  return Math.round((server as { ms: number }).ms - (before + Date.now()) / 2);
}
