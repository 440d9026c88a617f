import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../platform/log.ts';

/** How one process of the group ended. */
export type Ended = { hasServed: boolean; code: number | null; signal: string | null };

/** A worker that cannot start so often in a row will not start the next time either. */
const MOST_FAILED_STARTS = 5;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3_000;

/**
 * Keeps one place of the group taken: runs a process, and another when it has ended, until told to stop. Between starts that
 * fail it waits longer and longer.
 * @param run one process, to its end
 * @throws Error where the process could not start several times in a row
 */
export async function keepRunning(
  worker: number,
  run: () => Promise<Ended>,
  { signal: stopping, log }: { signal: AbortSignal; log: Logger },
): Promise<void> {
  let failures = 0;
  while (!stopping.aborted) {
    const { hasServed, code, signal } = await run();
    if (stopping.aborted) return;
    failures = hasServed ? 0 : failures + 1;
    if (failures === MOST_FAILED_STARTS)
      throw Object.assign(new Error(`Worker ${worker} could not start ${failures} times in a row.`), {
        hint: 'The log says why, in its lines with this worker.',
      });
    log.error({ worker, code, signal }, 'a worker has ended: another takes its place');
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
    await delay(pauseMs, undefined, { signal: stopping }).catch(() => {});
  }
}
