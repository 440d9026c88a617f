import { randomBytes } from 'node:crypto';
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { processMark } from './process-identity.ts';

/** `server`: an `esoz start`; `command`: a CLI command that started the database for its own duration. */
export type LockKind = 'server' | 'command';
export type LockHolder = { pid: number; mark: string; kind: LockKind };
type HeldLock = { release(): Promise<void> };
export type LockAttempt = { held: HeldLock } | { holder: LockHolder };

const FILE_NAME = /^postgres\.lock\.(\d+)$/;
const ASIDE_NAME = /^postgres\.lock\.aside-/;

/** Lock files by generation, highest first. */
async function listGenerations(dataDir: string): Promise<number[]> {
  const names = await readdir(dataDir);
  const generations = names.flatMap((name) => FILE_NAME.exec(name)?.[1] ?? []).map(Number);
  return generations.sort((a, b) => b - a);
}

function fileOf(dataDir: string, generation: number): string {
  return path.join(dataDir, `postgres.lock.${generation}`);
}

/** The live process behind a lock file; undefined when the file is gone or its process is. */
async function liveHolder(file: string): Promise<LockHolder | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  try {
    const holder = JSON.parse(text) as LockHolder;
    const mark = await processMark(holder.pid);
    return mark !== undefined && mark === holder.mark ? holder : undefined;
  } catch {
    // Not ours, or torn by a power cut: files are linked into place only when complete.
    return undefined;
  }
}

/** Puts a complete file in place, or says that one is there already. */
async function createFile(dataDir: string, generation: number, holder: LockHolder): Promise<boolean> {
  const aside = path.join(dataDir, `postgres.lock.aside-${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    await writeFile(aside, JSON.stringify(holder), { mode: 0o644, flag: 'wx' });
    await link(aside, fileOf(dataDir, generation));
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // ENOENT: a new owner swept our file away between the two calls.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function removeLeftovers(dataDir: string, own: number): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const generation = Number(FILE_NAME.exec(name)?.[1] ?? Number.NaN);
    if (ASIDE_NAME.test(name) || generation < own) await rm(path.join(dataDir, name), { force: true });
  }
}

/**
 * One attempt to own the data directory; answers the live holder when there is one.
 *
 * The owner is the live process named in the highest-numbered `postgres.lock.<n>`. A stale file is never
 * replaced in place, which two starters could do to each other: the taker creates generation n+1, which
 * succeeds for one of them only, and then makes sure that no higher one appeared while it was reading.
 * Process id and start time together make the file worthless after kill -9, reboot or reuse of the id.
 */
export async function tryLock(dataDir: string, kind: LockKind): Promise<LockAttempt> {
  const mark = await processMark(process.pid);
  if (mark === undefined) throw new Error('this process cannot see itself in the process list');
  const self: LockHolder = { pid: process.pid, mark, kind };
  for (;;) {
    const [highest] = await listGenerations(dataDir);
    if (highest !== undefined) {
      const holder = await liveHolder(fileOf(dataDir, highest));
      if (holder !== undefined) return { holder };
    }
    const own = (highest ?? 0) + 1;
    if (!(await createFile(dataDir, own, self))) continue;
    const [confirmed] = await listGenerations(dataDir);
    const file = fileOf(dataDir, own);
    if (confirmed === own) {
      await removeLeftovers(dataDir, own);
      let released: Promise<void> | undefined;
      const release = () => {
        // Once only: the next owner's file has the same name.
        released ??= rm(file, { force: true });
        return released;
      };
      return { held: { release } };
    }
    if (confirmed !== undefined && confirmed > own) await rm(file, { force: true });
  }
}
