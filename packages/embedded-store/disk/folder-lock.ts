import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type FolderLock = { release(): void };

/**
 * One process at a time may own a store's folder: a second one would sweep away the uploads of the first as
 * leftovers. The lock must vanish with its process, `kill -9` included, and node has no file locks of its own; an
 * exclusive transaction of its SQLite on an empty file is exactly one, on every platform.
 *
 * Throws Error with a sentence for the operator.
 */
export function lockFolder(folder: string): FolderLock {
  const database = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  try {
    // Nothing is ever written, so no journal file is needed.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new Error(`the object store folder ${folder} is in use by another process`, { cause });
  }
  return { release: () => database.close() };
}
