import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/variables.ts';
import { createLogger, type Logger, logDestination } from '../platform/log.ts';
import { type Outcome, printFailure, printOutcome } from './outcome.ts';

type Running = {
  close(): Promise<void>;
  /** Rejects when it cannot go on. */
  failed?: Promise<never>;
};

/**
 * A command that runs until it is told to stop, and then ends the process.
 * @param start resolves when everything is ready, with what is printed then
 */
export async function runUntilStopped(
  purpose: 'start' | 'ael',
  asJson: boolean | undefined,
  start: (config: Config, log: Logger) => Promise<Outcome & Running>,
): Promise<void> {
  const stopped = stopSignal();
  try {
    const config = loadConfig(process.env, purpose);
    const log = createLogger(config.LOG_LEVEL, logDestination(config.LOG_FORMAT));
    for (const warning of config.unknownVariables) log.warn(warning);
    const ready = await start(config, log);
    printOutcome(ready, asJson === true);
    await Promise.race([stopped, ready.failed ?? stopped]).catch(async (error) => {
      await ready.close();
      throw error;
    });
    log.info('stopping');
    await ready.close();
    process.exit(0);
  } catch (error) {
    printFailure(error, asJson === true);
    process.exit(1);
  }
}

/** SPEC 13.2 gives ten seconds from the signal to the end; the last of them is for a busy machine. */
const LONGEST_STOP_MS = 9_000;

const PARENT_CHECK_MS = 500;

/**
 * Resolves at the first SIGTERM or SIGINT, however early it came. A repeated one changes nothing: service managers
 * send it to the launcher and to us, and it must not cut the requests that are being finished. Nine seconds after the
 * first the process ends whatever is stuck, such as a start that waits for another process's migrations.
 * npm, told to stop, ends its shell and not what runs in it: under npm the end of the shell counts as the signal.
 */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      setTimeout(() => process.exit(0), LONGEST_STOP_MS).unref();
      resolve();
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    if (process.env.npm_lifecycle_event !== undefined) onParentsEnd(stop);
  });
}

function onParentsEnd(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_CHECK_MS).unref();
}
