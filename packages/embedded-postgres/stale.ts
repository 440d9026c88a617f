import { execFile } from 'node:child_process';
import { readlink, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startFailed } from './errors.ts';
import type { Logger } from './logger.ts';
import type { Paths } from './paths.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { processMark } from './process-identity.ts';

const run = promisify(execFile);

/** Whether the process works in this data directory, as every postmaster does. */
async function worksIn(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const directory = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    return directory !== undefined && directory === (await realpath(cluster));
  }
  if (process.platform === 'win32') return true;
  const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.includes(cluster);
}

async function endsWithin(pid: number, mark: string, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while ((await processMark(pid)) === mark) {
    if (Date.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Stops the server that an earlier, killed owner of this directory left behind. The caller holds the lock,
 * so whatever still runs here has no owner. Another program that merely got the same process id is left
 * alone, and the file that names it is removed, since PostgreSQL would take it for a server and refuse.
 */
export async function stopStalePostmaster(paths: Paths, log: Logger): Promise<void> {
  const status = await readPostmasterFile(paths.cluster);
  if (status === undefined) return;
  const mark = await processMark(status.pid);
  if (mark === undefined) return;
  if (!(await worksIn(status.pid, paths.cluster))) {
    await rm(path.join(paths.cluster, 'postmaster.pid'), { force: true });
    return;
  }
  log.warn({ pid: status.pid }, 'stopping the embedded PostgreSQL that a killed process left behind');
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signal(status.pid, name);
    if (await endsWithin(status.pid, mark, name === 'SIGINT' ? 5000 : 3000)) return;
  }
  throw startFailed(
    'still_held',
    `the one left behind (process ${status.pid}) does not stop.`,
    paths.logPath,
  );
}
