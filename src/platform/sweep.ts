import type { Logger } from './log.ts';

const INTERVAL_MS = 60_000;

export type Sweep = {
  /** What was not cleaned up, for the log. */
  what: string;
  /** As many as one statement cleans up: small ones, so that none holds locks for long. */
  atOnce: number;
  /** @returns how many it was */
  clean(): Promise<number>;
};

/**
 * Cleans up once a minute until nothing is left: there may be more than a batch a minute. Several processes may do so at once.
 * @returns how to stop it
 */
export function sweepEachMinute(
  { what, atOnce, clean }: Sweep,
  log: Pick<Logger, 'warn'>,
): () => Promise<void> {
  let stopped = false;
  const cleanAll = async () => {
    while (!stopped && (await clean()) === atOnce);
  };
  const timer = setInterval(() => {
    cleanAll().catch((error) => log.warn({ err: error }, `${what} were not cleaned up`));
  }, INTERVAL_MS).unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
  };
}
