import type { Schemas } from '#client';

export type Status = Schemas['Status'];
/** An answer, and when it came by the clock of this device, which no setting of the registry stops. */
export type Sample = { atMs: number; status: Status };
/** How it went between two answers of one process, ending at `atMs`; a second each. */
export type Rate = {
  atMs: number;
  requests: number;
  refused: number;
  failed: number;
  /** How long an answer took on average; undefined: there was none. */
  ms: number | undefined;
};

/** Whoever looks wants to see the last minutes; the memory of a page left open for days has a limit. */
export const SHOWN_MS = 300_000;

/** Who answered lately: each process with its answers, in the order in which they were first heard. */
export function byProcess(samples: readonly Sample[]): Sample[][] {
  return Object.values(Object.groupBy(samples, ({ status }) => status.instance)) as Sample[][];
}

/** Differences of neighbours. Counters of two processes have no difference: give those of one. */
export function ratesOf(samples: readonly Sample[]): Rate[] {
  return samples.slice(1).map(({ atMs, status: { counters: now } }, at) => {
    const { atMs: fromMs, status } = samples[at] as Sample;
    const before = status.counters;
    const seconds = Math.max(0.001, (atMs - fromMs) / 1000);
    const requests = now.requests - before.requests;
    return {
      atMs,
      requests: requests / seconds,
      refused: (now.refused - before.refused) / seconds,
      failed: (now.failed - before.failed) / seconds,
      ms:
        requests > 0
          ? ((now.duration_seconds_sum - before.duration_seconds_sum) / requests) * 1000
          : undefined,
    };
  });
}

/** A line of a chart that is `width` by `height`: the last minutes from left to right, from 0 up to the largest value. */
export function lineOf(
  points: readonly { atMs: number; value: number }[],
  { width, height }: { width: number; height: number },
): string {
  const last = points.at(-1)?.atMs ?? 0;
  const most = Math.max(...points.map(({ value }) => value), Number.MIN_VALUE);
  return points
    .map(({ atMs, value }) => {
      const x = width * (1 - (last - atMs) / SHOWN_MS);
      return `${x.toFixed(1)},${(height * (1 - value / most)).toFixed(1)}`;
    })
    .join(' ');
}
