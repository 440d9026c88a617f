import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/**
 * Lets the kernel forget the files it keeps in memory, so that the next one to be read comes from the disk. Only root
 * may, on Linux. A store's own cache stays.
 * @returns whether it did
 */
export function dropPageCache(): boolean {
  try {
    execFileSync('sync');
    writeFileSync('/proc/sys/vm/drop_caches', '1');
    return true;
  } catch {
    return false;
  }
}
