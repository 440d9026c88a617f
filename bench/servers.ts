import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A process that answers HTTP. */
export type Server = {
  url: URL;
  /** High-water mark of its memory so far (Linux; NaN elsewhere). */
  peakMb(): Promise<number>;
  stop(): Promise<void>;
};

/** The real program, as `esoz start` runs it, on a database that is there. Its log is written, to nowhere. */
export function startApi(
  databaseUrl: string,
  dataDir: string,
  { args = [], env = {} }: { args?: string[]; env?: Record<string, string> } = {},
): Promise<Server> {
  return startServer(
    [fileURLToPath(new URL('../bin/esoz.mjs', import.meta.url)), 'start', '--json', ...args],
    {
      ...env,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      ADMIN_PORT: '0',
      STORE_PORT: '0',
      DATA_DIR: dataDir,
      ENVIRONMENT: 'preprod',
    },
  );
}

export function startMinimalServer(databaseUrl: string): Promise<Server> {
  return startServer(
    [fileURLToPath(new URL('./registry/minimal-server.ts', import.meta.url)), databaseUrl],
    {},
  );
}

/** One method with or without authorization: see its arguments there. */
export function startCheapServer(args: string[]): Promise<Server> {
  return startServer([fileURLToPath(new URL('./auth/cheap-server.ts', import.meta.url)), ...args], {});
}

/** A program that prints one document with `api_url` once it answers. */
export async function startServer(args: string[], env: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    exited.then(([code]) => {
      throw new Error(`${args[0]} ended with ${code} before it answered`);
    }),
  ]);
  return {
    url: new URL(JSON.parse(String(line)).api_url),
    async peakMb() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
