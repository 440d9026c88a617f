import type { Logger } from './log.ts';

const INTERVAL_MS = 60_000;

/**
 * Forgets once a minute what is over; several processes may do so at once. In small statements, so that none holds locks for
 * long, until nothing is left: it may come faster than a batch a minute.
 * @param what is over, for the log
 * @param forgetSome one batch; returns whether there may be more
 * @returns how to stop it
 */
export function sweepEachMinute(
  what: string,
  log: Pick<Logger, 'warn'>,
  forgetSome: () => Promise<boolean>,
): () => Promise<void> {
  let stopped = false;
  const forgetAll = async () => {
    let isMore = true;
    while (isMore && !stopped) isMore = await forgetSome();
  };
  const timer = setInterval(() => {
    forgetAll().catch((error) => log.warn({ err: error }, `${what} were not deleted`));
  }, INTERVAL_MS).unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
  };
}
