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
