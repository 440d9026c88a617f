/** Where progress is shown: standard error, or a test's stand-in. */
export type ProgressStream = { isTTY?: boolean; columns?: number; write(text: string): unknown };

/** What is told of the moment; without a share no bar is drawn. */
type Moment = { share: number | undefined; text: string };

export type ProgressBar = {
  /** @param describe called when it is time to show something, with the seconds since the beginning */
  show(isDone: boolean, describe: (seconds: number) => Moment): void;
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
export function createProgressBar(stream: ProgressStream, now: () => number): ProgressBar {
  const startedAt = now();
  const intervalMs = stream.isTTY ? TERMINAL_INTERVAL_MS : LINE_INTERVAL_MS;
  let shownAt = stream.isTTY ? Number.NEGATIVE_INFINITY : startedAt;
  let isDrawn = false;
  return {
    show(isDone, describe) {
      if (now() - shownAt < intervalMs && !isDone) return;
      shownAt = now();
      // What is over so soon is no news for a log.
      if (!stream.isTTY && shownAt - startedAt < LINE_INTERVAL_MS) return;
      const { share, text } = describe((shownAt - startedAt) / 1000);
      if (!stream.isTTY) return void stream.write(`${text}\n`);
      const line = share === undefined ? text : `${barOf(share)} ${text}`;
      stream.write(`\r${line.slice(0, (stream.columns || UNKNOWN_COLUMNS) - 1)}\u001b[K`);
      isDrawn = true;
    },
    end() {
      if (isDrawn) stream.write('\n');
      isDrawn = false;
    },
  };
}

function barOf(share: number): string {
  const filled = Math.floor(share * BAR_CHARACTERS);
  return `[${'#'.repeat(filled)}${'-'.repeat(BAR_CHARACTERS - filled)}]`;
}

/** As exact as it is true: `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
