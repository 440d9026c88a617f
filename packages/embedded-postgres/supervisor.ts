import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './errors.ts';
import type { Logger } from './logger.ts';
import type { Paths } from './paths.ts';
import { type Postmaster, startPostmaster, stopPostmaster } from './postmaster.ts';
import type { RunAs } from './program.ts';
import { stopStalePostmaster } from './stale.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5000;

/**
 * Keeps a started server running: when it ends by itself it is started again on the same port, with a
 * growing pause, until `stop()`. Clients see refused connections in between. `stop()` may be called often.
 */
export function supervise(
  runAs: RunAs,
  paths: Paths,
  port: number,
  first: Postmaster,
  log: Logger,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let current: Postmaster | undefined = first;

  // For a process.exit() without stop(), on systems where nothing ties the server to our life.
  const stopAtExit = () => current?.child.kill('SIGINT');
  process.once('exit', stopAtExit);

  async function startAgain(): Promise<Postmaster | undefined> {
    let pause = FIRST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) break;
      try {
        await stopStalePostmaster(paths, log);
        return await startPostmaster(runAs, paths, port, stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted) break;
        // Most often: orphaned backends still hold the shared memory, for a moment.
        const reason = error instanceof EmbeddedPostgresError ? error.message : String(error);
        log.error({ reason, pauseMs: pause }, 'the embedded PostgreSQL could not be started again');
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
    return undefined;
  }

  async function watch(): Promise<void> {
    while (current !== undefined) {
      await current.exited;
      const { exitCode, signalCode } = current.child;
      current = undefined;
      if (stopping.signal.aborted) return;
      log.error({ exitCode, signalCode }, 'the embedded PostgreSQL ended by itself; starting it again');
      current = await startAgain();
      if (current === undefined) return;
      log.warn({ port, pid: current.pid }, 'the embedded PostgreSQL runs again');
      if (stopping.signal.aborted) await stopPostmaster(runAs, paths, current);
    }
  }

  const watching = watch();
  let stopped: Promise<void> | undefined;
  async function stopOnce(): Promise<void> {
    stopping.abort();
    if (current !== undefined) await stopPostmaster(runAs, paths, current);
    await watching;
    process.removeListener('exit', stopAtExit);
  }
  return {
    stop() {
      stopped ??= stopOnce();
      return stopped;
    },
  };
}
