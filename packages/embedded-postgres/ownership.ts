import { chmod, lchown, lstat, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { noDirectory } from './errors.ts';
import type { Paths } from './paths.ts';
import type { RunAs } from './program.ts';

/**
 * Makes DATA_DIR (mode 0700). Root making it inside somebody's directory (`sudo npm start` in a checkout)
 * makes it theirs, so that it works for them too and PostgreSQL can run as them.
 */
export async function makeDataDir(dataDir: string): Promise<void> {
  const first = await makeDirectories(dataDir).catch((error) => {
    throw NO_PLACE.has(error.code) ? noDirectory(dataDir, error) : error;
  });
  if (first === undefined || process.getuid?.() !== 0) return;
  const parent = await stat(path.dirname(first));
  if (parent.uid === 0) return;
  for (let made = dataDir; made.length >= first.length; made = path.dirname(made)) {
    await lchown(made, parent.uid, parent.gid);
  }
}

/** Something on the way is a file, leads nowhere, or takes no directories. */
const NO_PLACE = new Set(['EEXIST', 'ENOTDIR', 'ENOENT', 'ELOOP', 'ENAMETOOLONG', 'EINVAL']);

/**
 * As `mkdir` with `recursive`, which never returns where a parent that exists takes no directories, such as /proc.
 * @returns the first directory that was made, or undefined when all were there
 */
async function makeDirectories(directory: string): Promise<string | undefined> {
  if (await isDirectory(directory)) return undefined;
  const first = await makeDirectories(path.dirname(directory));
  try {
    await mkdir(directory, { mode: 0o700 });
    return first ?? directory;
  } catch (error) {
    // Another process may have made it in the meantime.
    if (await isDirectory(directory)) return first;
    throw error;
  }
}

async function isDirectory(target: string): Promise<boolean> {
  return (await stat(target).catch(() => undefined))?.isDirectory() === true;
}

/** Gives a tree to the identity that runs the database, its root last: an interrupted change is repeated. */
export async function giveTo(runAs: RunAs, target: string): Promise<void> {
  if (runAs.owner === undefined) return;
  const { uid, gid } = runAs.owner;
  const found = await lstat(target).catch(() => undefined);
  if (found === undefined || found.uid === uid) return;
  if (found.isDirectory()) {
    for (const entry of await readdir(target, { withFileTypes: true, recursive: true })) {
      await lchown(path.join(entry.parentPath, entry.name), uid, gid);
    }
  }
  await lchown(target, uid, gid);
}

/**
 * Lets that identity pass through DATA_DIR to its own directory, by the group and without listing it: the
 * other things in there are not PostgreSQL's.
 */
export async function letThrough(runAs: RunAs, paths: Paths): Promise<void> {
  if (runAs.owner === undefined) return;
  const { uid, gid } = runAs.owner;
  const found = await stat(paths.dataDir);
  if (found.uid === uid || (found.mode & 0o001) !== 0) return;
  if (found.gid !== gid) await lchown(paths.dataDir, found.uid, gid);
  await chmod(paths.dataDir, (found.mode & 0o7777) | 0o010);
}

/** PostgreSQL refuses a directory that others may enter, as one restored from a backup often is. */
export async function closeToOthers(cluster: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  const { mode } = await stat(cluster);
  if ((mode & 0o7777) === 0o700 || (mode & 0o7777) === 0o750) return false;
  await chmod(cluster, 0o700);
  return true;
}
