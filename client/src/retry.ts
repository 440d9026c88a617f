import type { OperationId } from './calls.ts';
import type { Failure } from './failures.ts';
import type { RetryLimits } from './types.ts';

/**
 * How long to wait before the next attempt: as the answer asks, or a random part of a bound that doubles, so that callers
 * who failed together do not come back together.
 * @param attempt the one that has failed, from 1
 * @returns undefined: it is not to be repeated, or only after more than `maxDelayMs`
 */
export function delayBefore(
  attempt: number,
  error: Failure<OperationId>,
  limits: RetryLimits,
): number | undefined {
  if (error.kind !== 'network' && error.status !== 429 && error.status !== 503) return undefined;
  const askedMs = 'retryAfterSeconds' in error ? 1000 * (error.retryAfterSeconds ?? 0) : 0;
  return askedMs > limits.maxDelayMs ? undefined : askedMs + jitterMs(attempt, limits);
}

export const jitterMs = (attempt: number, { firstDelayMs, maxDelayMs }: RetryLimits): number =>
  Math.random() * Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1));

/** `Retry-After` in either of its forms, as seconds from now; undefined where it is neither. */
export function secondsUntil(retryAfter: string, date: string): number | undefined {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  // Counted by the clock of who says it, where that can be read.
  const ms = Date.parse(retryAfter) - (Date.parse(date) || Date.now());
  return Number.isNaN(ms) ? undefined : Math.max(0, ms / 1000);
}
