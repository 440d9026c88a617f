import { fork } from 'node:child_process';

/** It takes seconds. Whoever waited for one that hangs is told so, and the next one has another try. */
const LIMIT_MS = 60_000;

/** What a script apart sends: a part of what it makes, at the end that this was all, or why there is nothing. */
export type Handed<Part> = { part?: Part; isWhole?: true; failure?: string };

/**
 * Runs a script of ours that makes something for pages, in a process of its own: the API answers meanwhile, and gets back all
 * the memory that it takes. It is told nothing of our environment, where secrets are.
 * @param script path of a file that sends {@link Handed}, part by part: all at once would hold every request up
 * @throws Error with the reason when it could not be made
 */
export async function makeApart<Part>(script: string, args: readonly string[]): Promise<Part[]> {
  const { NODE_COMPILE_CACHE } = process.env;
  const maker = fork(script, args, {
    serialization: 'advanced', // bytes stay bytes
    execArgv: [],
    env: NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE },
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  // A process that ends does not wait for it.
  maker.unref();
  maker.channel?.unref();
  const parts: Part[] = [];
  return new Promise((resolve, reject) => {
    maker.on('message', ({ part, isWhole, failure }: Handed<Part>) => {
      if (part !== undefined) parts.push(part);
      if (isWhole) resolve(parts);
      if (failure !== undefined) reject(new Error(`no pages can be made: ${failure}`));
    });
    maker
      .once('error', reject)
      .once('exit', (code, signal) =>
        reject(new Error(`the process that makes the pages ended with ${signal ?? code}`)),
      );
  });
}

/**
 * The other side of {@link makeApart}: sends what is made and ends. A failure is told in the log of who asked, beside the
 * request, and not as a text of its own among its lines.
 */
export async function handOver<Part>(make: () => Iterable<Part> | Promise<Iterable<Part>>): Promise<void> {
  const tell = (handed: Handed<Part>, sent = () => {}) => process.send?.(handed, sent);
  const end = () => process.disconnect?.();
  try {
    for (const part of await make()) tell({ part });
    tell({ isWhole: true }, end);
  } catch (error) {
    tell({ failure: (error as Error).message }, end);
  }
}

/** What cannot be made cannot be made again at once: visitors of a broken installation would start one process each. */
const PAUSE_MS = 5_000;

/** Makes it when it is first asked for; who asks meanwhile waits for the same. After a failure the next try is some seconds later. */
export function madeOnce<Made>(make: () => Promise<Made>, pauseMs = PAUSE_MS): () => Promise<Made> {
  let making: Promise<Made> | undefined;
  return () => {
    making ??= make().catch((error: unknown) => {
      setTimeout(() => {
        making = undefined;
      }, pauseMs).unref();
      throw error;
    });
    return making;
  };
}
