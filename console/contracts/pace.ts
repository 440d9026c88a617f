/** How fast something moves now: over the last seconds, so that a number that is read is still true. */
export type Pace = {
  /** @returns bytes a second; undefined: too early to tell */
  at(nowMs: number, done: number): number | undefined;
};

const WINDOW_MS = 5_000;
/** Of less time a speed is a guess. */
const MIN_MS = 500;

export function createPace(): Pace {
  let points: { ms: number; done: number }[] = [];
  return {
    at(ms, done) {
      // Begun anew: by another link, from the first byte on.
      if (done < (points.at(-1)?.done ?? 0)) points = [];
      points.push({ ms, done });
      points = points.filter((point) => ms - point.ms <= WINDOW_MS);
      const [first] = points as [{ ms: number; done: number }];
      const spanMs = ms - first.ms;
      return spanMs < MIN_MS ? undefined : ((done - first.done) * 1000) / spanMs;
    },
  };
}
