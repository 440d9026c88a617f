import { truncateSync } from 'node:fs';
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
  const file = join(folder, 'lock');
  const reason = tryLock(file);
  if (typeof reason !== 'number') return reason;
  if (reason === SQLITE_BUSY)
    throw new Error(`the object store folder ${folder} is in use by another process`);
  if (reason === SQLITE_NOTADB || reason === SQLITE_CORRUPT) {
    // What a power cut left. Emptied and not removed: the lock is on this very file, and nobody can have held it.
    truncateSync(file);
    const again = tryLock(file);
    if (typeof again !== 'number') return again;
  }
  throw new Error(
    `the object store folder ${folder} cannot be locked: look at the rights of ${file} and the free space of the disk`,
  );
}

const [SQLITE_BUSY, SQLITE_CORRUPT, SQLITE_NOTADB] = [5, 11, 26];

/** The lock, or SQLite's code of the reason why not. */
function tryLock(file: string): FolderLock | number {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    // Nothing is ever written, so no journal file is needed.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    const held = database;
    return { release: () => held.close() };
  } catch (error) {
    database?.close();
    const { errcode } = error as { errcode?: number };
    if (errcode === undefined) throw error;
    return errcode & 0xff;
  }
}
