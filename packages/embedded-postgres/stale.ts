import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startFailed } from './errors.ts';
import type { Logger } from './logger.ts';
import type { Paths } from './paths.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { processMark } from './process-identity.ts';

const run = promisify(execFile);

/** Whether the process is a PostgreSQL that works in this data directory; somebody's shell may stand there as well. */
async function worksIn(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const directory = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    if (directory === undefined || directory !== (await realpath(cluster))) return false;
    return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim() === 'postgres';
  }
  if (process.platform === 'win32') {
    const { stdout } = await run('tasklist', ['/NH', '/FI', `PID eq ${pid}`]).catch(() => ({ stdout: '' }));
    return stdout.includes('postgres.exe');
  }
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

/** All processes that work in the cluster, a server whose file is lost among them. Only Linux tells. */
async function findStrays(cluster: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const ids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const working = await Promise.all(ids.map((pid) => worksIn(pid, cluster)));
  return ids.filter((_, at) => working[at]);
}

async function end(pid: number, mark: string, names: readonly NodeJS.Signals[], paths: Paths): Promise<void> {
  for (const name of names) {
    signal(pid, name);
    if (await endsWithin(pid, mark, name === 'SIGINT' ? 5000 : 3000)) return;
  }
  throw startFailed('still_held', `the one left behind (process ${pid}) does not stop.`, paths.logPath);
}

/**
 * Ends what an earlier, killed owner of this directory left behind, and removes a `postmaster.pid` that PostgreSQL would
 * refuse for ever: an empty one (a power cut), or one that names another program, which merely got the same process id
 * and is left alone. The caller holds the lock, so whatever still runs here has no owner.
 */
export async function stopStalePostmaster(paths: Paths, log: Logger): Promise<void> {
  const status = await readPostmasterFile(paths.cluster);
  const mark = status === undefined ? undefined : await processMark(status.pid);
  if (status !== undefined && mark !== undefined && (await worksIn(status.pid, paths.cluster))) {
    log.warn({ pid: status.pid }, 'stopping the embedded PostgreSQL that a killed process left behind');
    return await end(status.pid, mark, ['SIGINT', 'SIGQUIT', 'SIGKILL'], paths);
  }
  for (const pid of await findStrays(paths.cluster)) {
    const strayMark = await processMark(pid);
    if (strayMark === undefined) continue;
    log.warn({ pid }, 'stopping a process of the embedded PostgreSQL that lost its server');
    await end(pid, strayMark, ['SIGQUIT', 'SIGKILL'], paths);
  }
  // PostgreSQL itself replaces the file of a server that is gone.
  if (status === undefined || mark !== undefined) {
    await rm(path.join(paths.cluster, 'postmaster.pid'), { recursive: true, force: true });
  }
}
