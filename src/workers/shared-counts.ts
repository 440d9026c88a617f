import type { Count } from './messages.ts';

/** As many as one process alone would keep; the address that was quiet longest is forgotten first. */
const MOST_ADDRESSES = 5_000;

/**
 * Counts the requests of each address in windows of time. It stands in the parent, so that a limit holds for the whole:
 * a share a worker would refuse whoever keeps one connection, since all its requests reach the same worker.
 */
export function createCounts(windowMs: number): (address: string) => Count {
  const windows = new Map<string, { current: number; startedMs: number }>();
  return (address) => {
    const nowMs = performance.now();
    const last = windows.get(address);
    const isOver = last === undefined || nowMs - last.startedMs >= windowMs;
    const window = isOver
      ? { current: 1, startedMs: nowMs }
      : { current: last.current + 1, startedMs: last.startedMs };
    windows.delete(address);
    windows.set(address, window); // last in the order of the map
    const [quietest] = windows.keys();
    if (windows.size > MOST_ADDRESSES && quietest !== undefined) windows.delete(quietest);
    return { current: window.current, ttl: Math.ceil(windowMs - (nowMs - window.startedMs)) };
  };
}
