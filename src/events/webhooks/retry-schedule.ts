/** After the first attempt and each further one; the last of them is followed by a dead letter. */
export const RETRY_DELAYS_SECONDS: readonly number[] = [5, 30, 120, 600, 1_800, 7_200, 21_600];

/** So that the endpoints of one receiver do not come back to it in one moment: up to a fifth more, never less. */
const JITTER = 0.2;

/** Nobody can put us off for longer than we would wait by ourselves. */
const LONGEST_DELAY_SECONDS = Math.max(...RETRY_DELAYS_SECONDS);

/**
 * When to try again after a number of failed attempts, at least 1.
 * @param random from 0 to 1
 * @param retryAfterSeconds what the receiver asks for: it can make the pause longer, up to the longest of the schedule,
 *   and never shorter, or an overloaded receiver that says 1 would use up all attempts in seconds
 * @returns undefined when the last attempt has failed
 */
export function nextAttemptAt(
  now: Date,
  failures: number,
  random: number,
  retryAfterSeconds = 0,
): Date | undefined {
  const ownSeconds = RETRY_DELAYS_SECONDS[failures - 1];
  if (ownSeconds === undefined) return undefined;
  const delaySeconds = Math.max(ownSeconds, Math.min(retryAfterSeconds, LONGEST_DELAY_SECONDS));
  return new Date(now.getTime() + delaySeconds * 1_000 * (1 + JITTER * random));
}
