/** After the first attempt and each further one; the last of them is followed by a dead letter. */
export const RETRY_DELAYS_SECONDS: readonly number[] = [5, 30, 120, 600, 1_800, 7_200, 21_600];

/** So that the endpoints of one receiver do not come back to it in one moment: up to a fifth more, never less. */
const JITTER = 0.2;

/**
 * When to try again after a number of failed attempts, at least 1.
 * @param random from 0 to 1
 * @returns undefined when the last attempt has failed
 */
export function nextAttemptAt(now: Date, failures: number, random: number): Date | undefined {
  const delaySeconds = RETRY_DELAYS_SECONDS[failures - 1];
  if (delaySeconds === undefined) return undefined;
  return new Date(now.getTime() + delaySeconds * 1_000 * (1 + JITTER * random));
}
