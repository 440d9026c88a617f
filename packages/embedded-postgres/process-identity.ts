import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether any process has this id, ours to signal or not. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * A mark that tells this process from every other that has or had the same id, also before a reboot:
 * the boot's id and the start time in clock ticks on Linux, the start time of `ps` elsewhere.
 * Undefined when no such process lives (a zombie does not).
 */
export async function processMark(pid: number): Promise<string | undefined> {
  if (!Number.isInteger(pid) || pid <= 0 || !exists(pid)) return undefined;
  if (process.platform === 'linux') {
    try {
      const [stat, boot] = await Promise.all([
        readFile(`/proc/${pid}/stat`, 'utf8'),
        readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      ]);
      // The second field, the program's name in brackets, may hold spaces: count from its end.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${boot.trim()}:${fields[19]}`;
    } catch (error) {
      if (exists(pid)) throw error;
      return undefined;
    }
  }
  if (process.platform === 'win32') return 'alive';
  // The time is printed in local terms: one locale and zone for all who compare it.
  const options = { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } };
  const listing = run('ps', ['-o', 'lstart=', '-p', String(pid)], options);
  const started = await listing.then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  if (started !== '') return started;
  return exists(pid) ? 'alive' : undefined;
}
