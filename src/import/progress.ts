/** Where progress is shown: standard error, or a test's stand-in. */
export type ProgressStream = { isTTY?: boolean; columns?: number; write(text: string): unknown };

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

const BAR_CHARACTERS = 30;
/** Some terminals, such as that of `script`, say 0 when nobody told them. */
const UNKNOWN_COLUMNS = 80;
const TERMINAL_INTERVAL_MS = 100;
const LINE_INTERVAL_MS = 5_000;

/**
 * A bar that is redrawn on a terminal; elsewhere, such as in a log, a plain line every five seconds.
 * @param now milliseconds of a clock that only goes forward
 */
export function createProgress(
  stream: ProgressStream,
  now: () => number = () => performance.now(),
): Progress {
  const startedAt = now();
  const intervalMs = stream.isTTY ? TERMINAL_INTERVAL_MS : LINE_INTERVAL_MS;
  let shownAt = stream.isTTY ? Number.NEGATIVE_INFINITY : startedAt;
  let first: ProgressState | undefined;
  let isDrawn = false;
  return {
    show(state) {
      first ??= state; // what an earlier run did is not this one's speed
      if (now() - shownAt < intervalMs && state.doneBytes < state.totalBytes) return;
      shownAt = now();
      const seconds = (shownAt - startedAt) / 1000;
      const text = describe(state, first, seconds);
      if (!stream.isTTY) {
        if (seconds * 1000 >= LINE_INTERVAL_MS) stream.write(`${text}\n`);
        return;
      }
      const share = state.totalBytes === 0 ? 1 : state.doneBytes / state.totalBytes;
      const filled = Math.floor(share * BAR_CHARACTERS);
      const bar = `[${'#'.repeat(filled)}${'-'.repeat(BAR_CHARACTERS - filled)}] ${text}`;
      stream.write(`\r${bar.slice(0, (stream.columns || UNKNOWN_COLUMNS) - 1)}\u001b[K`);
      isDrawn = true;
    },
    end() {
      if (isDrawn) stream.write('\n');
      isDrawn = false;
    },
  };
}

function describe(state: ProgressState, first: ProgressState, seconds: number): string {
  const { doneBytes, totalBytes, rows, refused } = state;
  const percent = totalBytes === 0 ? 100 : Math.floor((100 * doneBytes) / totalBytes);
  const perSecond = seconds === 0 ? 0 : (rows - first.rows) / seconds;
  const secondsLeft = ((totalBytes - doneBytes) * seconds) / (doneBytes - first.doneBytes);
  const left = Number.isFinite(secondsLeft) && secondsLeft > 0 ? `, ${describeTime(secondsLeft)} left` : '';
  return `${percent} %${left}, ${rows} rows, ${refused} refused, ${Math.round(perSecond)} rows/s`;
}

/** As exact as it is true: `45 s`, `3 min 20 s`, `2 h 5 min`. */
function describeTime(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
