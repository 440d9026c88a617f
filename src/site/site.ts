import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Site, SiteFile } from './build.ts';

/** The pages, made when they are first asked for. Rejects when they could not be made; who asks some seconds later has another try. */
export type OpenSite = () => Promise<Site>;

/** Pages that cannot be made cannot be made again at once: visitors of a broken installation would start one process each. */
const PAUSE_MS = 5_000;

/**
 * Who asks while they are being made waits for the same process.
 * @param server the address that examples call; absent: the one that the document names
 * @param build, pauseMs for tests
 */
export function createSite(server: string | undefined, build = buildApart, pauseMs = PAUSE_MS): OpenSite {
  let making: Promise<Site> | undefined;
  return () => {
    making ??= build(server).catch((error: unknown) => {
      setTimeout(() => {
        making = undefined;
      }, pauseMs).unref();
      throw error;
    });
    return making;
  };
}

const MAKER = fileURLToPath(new URL('./maker.ts', import.meta.url));
/** It takes a few seconds. Whoever waited for one that hangs is told so, and the next one has another try. */
const LIMIT_MS = 60_000;

/**
 * In a process of its own: the API answers meanwhile, and gets back all the memory that it takes. It is told nothing of
 * our environment, where secrets are.
 */
function buildApart(server: string | undefined): Promise<Site> {
  const { NODE_COMPILE_CACHE } = process.env;
  const maker = fork(MAKER, [server ?? ''], {
    serialization: 'advanced', // bytes stay bytes
    execArgv: [],
    env: NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE },
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  // A process that ends does not wait for it.
  maker.unref();
  maker.channel?.unref();
  const files: Site['files'] = new Map();
  return new Promise((resolve, reject) => {
    // One by one: all at once would hold every request up for a tenth of a second.
    maker.on('message', ({ file, missing, failure }: Handed) => {
      if (file) files.set(...file);
      if (missing) resolve({ files, missing });
      if (failure !== undefined) reject(new Error(`no pages can be made: ${failure}`));
    });
    maker
      .once('error', reject)
      .once('exit', (code, signal) =>
        reject(new Error(`the process that makes the pages ended with ${signal ?? code}`)),
      );
  });
}

/** What a message of the maker holds: a file, or at the end the page of what is not there, or why there is none. */
type Handed = { file?: [address: string, file: SiteFile]; missing?: Site['missing']; failure?: string };
