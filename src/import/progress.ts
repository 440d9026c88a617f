import { createProgressBar, durationText, type ProgressStream } from '../platform/progress-bar.ts';

export type ProgressState = {
  /** Of the file, as bytes. */
  doneBytes: number;
  totalBytes: number;
  rows: number;
  refused: number;
};

export type Progress = {
  show(state: ProgressState): void;
  /** Leaves the terminal on a line of its own. */
  end(): void;
};

/** @param now milliseconds of a clock that only goes forward */
export function createProgress(
  stream: ProgressStream,
  now: () => number = () => performance.now(),
): Progress {
  const bar = createProgressBar(stream, now);
  let first: ProgressState | undefined;
  return {
    show(state) {
      first ??= state; // what an earlier run did is not this one's speed
      const { doneBytes, totalBytes } = state;
      const before = first;
      bar.show(doneBytes >= totalBytes, (seconds) => ({
        share: totalBytes === 0 ? 1 : doneBytes / totalBytes,
        text: describe(state, before, seconds),
      }));
    },
    end: bar.end,
  };
}

function describe(state: ProgressState, first: ProgressState, seconds: number): string {
  const { doneBytes, totalBytes, rows, refused } = state;
  const percent = totalBytes === 0 ? 100 : Math.floor((100 * doneBytes) / totalBytes);
  const perSecond = seconds === 0 ? 0 : (rows - first.rows) / seconds;
  const secondsLeft = ((totalBytes - doneBytes) * seconds) / (doneBytes - first.doneBytes);
  const left = Number.isFinite(secondsLeft) && secondsLeft > 0 ? `, ${durationText(secondsLeft)} left` : '';
  return `${percent} %${left}, ${rows} rows, ${refused} refused, ${Math.round(perSecond)} rows/s`;
}
