/** The end of a call, whichever comes first: its time, or its caller. Closed when the call is over. */
export type Ending = {
  signal: AbortSignal;
  reached(): 'timeout' | 'aborted' | undefined;
  leftMs(): number;
  /** Resolves at the end as well, if that has not been before. */
  sleep(ms: number): Promise<void>;
  /** What the work gives; rejects when the end comes meanwhile, and the work goes on for others that wait for it. */
  until<T>(work: () => Promise<T>): Promise<T>;
  /** Counts anew, for work that may last as long as something moves; undefined: time does not count for now. */
  restart(ms: number | undefined): void;
  close(): void;
};

/** More milliseconds are to a timer none at all. */
const LONGEST_MS = 2 ** 31 - 1;

/** By hand, and not `AbortSignal.any` with `AbortSignal.timeout`: those cost as much as a request, and not all have them. */
export function deadline(timeoutMs: number, caller: AbortSignal | undefined): Ending {
  const controller = new AbortController();
  const { signal } = controller;
  let reached: 'timeout' | 'aborted' | undefined;
  const end = (how: 'timeout' | 'aborted') => {
    reached ??= how;
    controller.abort();
  };
  const abort = () => end('aborted');
  let endsAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function restart(ms: number | undefined) {
    clearTimeout(timer);
    if (ms === undefined) return;
    endsAt = Date.now() + ms;
    timer = setTimeout(() => end('timeout'), Math.min(ms, LONGEST_MS));
  }
  restart(timeoutMs);
  if (caller?.aborted) abort();
  caller?.addEventListener('abort', abort);
  return {
    signal,
    reached: () => reached,
    leftMs: () => endsAt - Date.now(),
    sleep(ms) {
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
    until(work) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject();
        signal.addEventListener('abort', reject);
        work().then(resolve, reject);
      });
    },
    restart,
    close() {
      restart(undefined);
      caller?.removeEventListener('abort', abort);
    },
  };
}
