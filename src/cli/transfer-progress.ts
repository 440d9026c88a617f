import type { ProgressStream } from '../import/progress.ts';

export type TransferProgress = {
  /** @param totalBytes undefined while nobody knows */
  show(doneBytes: number, totalBytes: number | undefined): void;
  /** Leaves the terminal on a line of its own. */
  end(): void;
};

const BAR_CHARACTERS = 30;
const UNKNOWN_COLUMNS = 80;
const TERMINAL_INTERVAL_MS = 100;
const LINE_INTERVAL_MS = 5_000;

/**
 * As the progress of an import: a bar that is redrawn on a terminal; elsewhere a plain line every five seconds.
 * @param now milliseconds of a clock that only goes forward
 */
export function createTransferProgress(
  stream: ProgressStream,
  now: () => number = () => performance.now(),
): TransferProgress {
  const startedAt = now();
  const intervalMs = stream.isTTY ? TERMINAL_INTERVAL_MS : LINE_INTERVAL_MS;
  let shownAt = stream.isTTY ? Number.NEGATIVE_INFINITY : startedAt;
  let isDrawn = false;
  return {
    show(done, total) {
      if (now() - shownAt < intervalMs && done !== total) return;
      const seconds = (now() - startedAt) / 1000;
      if (!stream.isTTY && seconds * 1000 < LINE_INTERVAL_MS) return;
      shownAt = now();
      const text = describe(done, total, seconds);
      if (!stream.isTTY) return void stream.write(`${text}\n`);
      const bar = total === undefined ? text : `${barOf(total === 0 ? 1 : done / total)} ${text}`;
      stream.write(`\r${bar.slice(0, (stream.columns || UNKNOWN_COLUMNS) - 1)}\u001b[K`);
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

function describe(done: number, total: number | undefined, seconds: number): string {
  const perSecond = seconds === 0 ? 0 : done / seconds;
  const rate = `${byteText(perSecond)}/s`;
  if (total === undefined) return `${byteText(done)}, ${rate}`;
  const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
  const left = perSecond === 0 || done === total ? '' : `, ${durationText((total - done) / perSecond)} left`;
  return `${percent} % of ${byteText(total)}, ${rate}${left}`;
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A number of bytes as people read it: `1.4 MiB`. */
export function byteText(bytes: number): string {
  const power = Math.max(0, Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  const value = bytes / 1024 ** power;
  return `${power === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}

function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
