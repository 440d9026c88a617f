import { createProgressBar, durationText, type ProgressStream } from '../platform/progress-bar.ts';

export type TransferProgress = {
  /** @param totalBytes undefined while nobody knows */
  show(doneBytes: number, totalBytes: number | undefined): void;
  /** Leaves the terminal on a line of its own. */
  end(): void;
};

/** @param now milliseconds of a clock that only goes forward */
export function createTransferProgress(
  stream: ProgressStream,
  now: () => number = () => performance.now(),
): TransferProgress {
  const bar = createProgressBar(stream, now);
  return {
    show(done, total) {
      bar.show(done === total, (seconds) => ({
        share: total === undefined ? undefined : total === 0 ? 1 : done / total,
        text: describe(done, total, seconds),
      }));
    },
    end: bar.end,
  };
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
