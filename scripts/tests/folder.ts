import { chmod, mkdtemp, readFile, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 1024 ** 3;

/**
 * A folder for everything that a test run writes: databases, stores, worlds. It lies in memory where there is enough,
 * since waiting for a disk is a third of the time otherwise. No test asks a disk whether it keeps what was synced: that
 * the right files are synced in the right order is read from the system calls.
 */
export async function makeRunFolder(): Promise<string> {
  const folder = await mkdtemp(path.join((await memoryIsUsable()) ? MEMORY : tmpdir(), 'esoz-test-'));
  await chmod(folder, 0o1777); // like the folder that it stands for: servers and tests become other users
  return folder;
}

/** Only Linux has such a folder; in containers it is small, and programs may not run from it. */
async function memoryIsUsable(): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(MEMORY);
    const mounts = (await readFile('/proc/mounts', 'utf8')).split('\n').map((line) => line.split(' '));
    const options = mounts.findLast(([, place]) => place === MEMORY)?.[3]?.split(',');
    return bavail * bsize >= ENOUGH_BYTES && options !== undefined && !options.includes('noexec');
  } catch {
    return false;
  }
}
