import { setTimeout as delay } from 'node:timers/promises';
import { DRAIN_MS } from '../platform/http/listening.ts';

/**
 * How far a stop is. With a delay (DRAIN_DELAY_SECONDS) requests are served for so long after the signal, on connections
 * that end with the answer, while `/ready` says `draining`: a load balancer sends what comes next elsewhere, and nobody
 * meets a closed door.
 */
export type Stopping = {
  begin(): void;
  /** From the signal on. */
  isDraining(): boolean;
  /** Still serving, for the last time. */
  isLeaving(): boolean;
  /** Whoever comes now is refused. */
  isRefusing(): boolean;
  /** Resolves when the delay is over; at once in a start that fails, which nobody was sent to. */
  left(): Promise<void>;
  /** What requests in flight get from then on. */
  graceMs: number;
};

export function createStopping(delaySeconds: number): Stopping {
  const delayMs = delaySeconds * 1_000;
  let toldMs: number | undefined;
  const restMs = () => (toldMs === undefined ? 0 : Math.max(0, toldMs + delayMs - performance.now()));
  return {
    begin() {
      toldMs ??= performance.now();
    },
    isDraining: () => toldMs !== undefined,
    isLeaving: () => restMs() > 0,
    isRefusing: () => toldMs !== undefined && restMs() === 0,
    async left() {
      if (restMs() > 0) await delay(restMs());
    },
    graceMs: DRAIN_MS - delayMs,
  };
}
