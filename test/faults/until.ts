import { setTimeout as delay } from 'node:timers/promises';

/**
 * Repeats a probe until it gives something other than undefined and false; an error counts as "not yet".
 * @throws Error with the last failure when the time is over
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  limitMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + limitMs;
  let last: unknown = 'nothing';
  for (;;) {
    try {
      const outcome = await probe();
      if (outcome !== undefined && outcome !== false) return outcome;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline)
      throw new Error(`${what}: not within ${limitMs} ms; last: ${String(last)}`);
    await delay(15);
  }
}

/** What a promise gave and how long it took. */
export async function timed<T>(work: Promise<T>): Promise<{ value: T; ms: number }> {
  const began = performance.now();
  const value = await work;
  return { value, ms: performance.now() - began };
}

/** Disturbs again and again until the work has ended, well or badly; says how often. */
export async function disturbing<T>(
  disturb: () => Promise<unknown>,
  work: Promise<T>,
): Promise<{ value: T; rounds: number }> {
  let running = true;
  let rounds = 0;
  const disturbance = (async () => {
    for (; running; rounds++) await disturb();
  })();
  // A disturbance that fails must not be waited for, nor be reported as unhandled before the work ends.
  disturbance.catch(() => {});
  const value = await work.finally(() => {
    running = false;
  });
  await disturbance;
  return { value, rounds };
}
