import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ended, enter, type Outcome, signal } from './enter.ts';
import type { Image } from './play.ts';

export type Container = {
  /** All that it has written so far. */
  log(): string;
  process: ChildProcess;
  /** The image's signal to stop, and the exit code. */
  stop(): Promise<number | null>;
};

export type RunOptions = {
  /** In place of the image's command, as `docker run image …`. */
  command?: readonly string[];
  env: Readonly<Record<string, string>>;
  /** Files by their path in there, which the image's user alone may read. */
  files?: Readonly<Record<string, string>>;
  /** A folder of this machine as /data. */
  dataDir?: string;
};

/** As `docker run --read-only --tmpfs /tmp --security-opt no-new-privileges`: with what the image says, and nobody's shell. */
export function runImage(image: Image, options: RunOptions): Container {
  const { child, remove } = begin(
    image,
    [...image.entrypoint, ...(options.command ?? image.command)],
    options,
  );
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => {
      written += text;
    });
  const exited = once(child, 'exit').then(([code]) => {
    remove();
    return code as number | null;
  });
  return {
    process: child,
    log: () => written,
    async stop() {
      signal(child, image.stopSignal as NodeJS.Signals);
      return exited;
    },
  };
}

/** One command to its end: `migrate` and the like, or the health check as `docker exec` would run it. */
export async function runOnce(image: Image, words: readonly string[], options: RunOptions): Promise<Outcome> {
  const { child, remove } = begin(image, words, options);
  const outcome = await ended(child);
  remove();
  return outcome;
}

function begin(image: Image, words: readonly string[], { env, files = {}, dataDir }: RunOptions) {
  const folder = mkdtempSync(path.join(tmpdir(), 'esoz-container-'));
  const binds = Object.entries(files).map(([to, text], index) => {
    const from = path.join(folder, String(index));
    writeFileSync(from, text, { mode: 0o400 });
    execFileSync('chown', [image.user, from]);
    return { from, to };
  });
  if (dataDir !== undefined) {
    execFileSync('chown', [image.user, dataDir]);
    binds.push({ from: dataDir, to: '/data' });
  }
  const child = enter({ ...image, env: { ...image.env, ...env }, binds, isReadOnly: true }, words);
  return { child, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
