import { closeSync, fdatasync, fsync, open, writev } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errnoOf } from '../wire/s3-error.ts';
import { uniqueSuffix } from './layout.ts';

// Two batches exist at a time: one being hashed and filled, one being written. Measured: larger ones gain nothing.
const BATCH_BYTES = 512 * 1024;
// A client that sends byte by byte must not fill the memory with buffer objects.
const BATCH_PIECES = 256;
// Left alone, the kernel would keep a whole gigabyte dirty until the last sync, which then stalls every other one on
// the disk, the database's too; flushing on the way costs nothing since it overlaps the receiving.
const FLUSH_BYTES = 32 * 1024 * 1024;

// Descriptors in place of FileHandles: closing what is synced needs no thread, and for a small upload each turn through
// the thread pool counts.
const openFile = promisify(open);
const writeBuffers = promisify(writev);
const syncContent = promisify(fdatasync);
const syncAll = promisify(fsync);

/** A file that was written and is not yet durable. */
export type WrittenFile = {
  /** Syncs and closes it; the first call starts the work, later ones wait for the same. */
  settle(): Promise<void>;
};

/**
 * Writes a stream to a new file; what was written is removed when the stream or the disk fails. The disk writes of one
 * batch overlap the receiving and hashing of the next. Takes the chunks for itself: they are empty once written.
 */
export async function writeNewFile(path: string, chunks: AsyncIterable<Buffer>): Promise<WrittenFile> {
  const file = await openFile(path, 'wx', 0o600);
  try {
    await writeBatches(file, chunks);
  } catch (error) {
    closeSync(file);
    await removeQuietly(path);
    throw error;
  }
  let settled: Promise<void> | undefined;
  return {
    settle() {
      settled ??= later(syncAndClose(file));
      return settled;
    },
  };
}

/** The same, durable on return. */
export async function writeDurably(path: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const file = await writeNewFile(path, chunks);
  try {
    await file.settle();
  } catch (error) {
    await removeQuietly(path);
    throw error;
  }
}

async function syncAndClose(file: number): Promise<void> {
  try {
    await syncContent(file);
  } finally {
    closeSync(file);
  }
}

async function writeBatches(file: number, chunks: AsyncIterable<Buffer>): Promise<void> {
  let batch: Buffer[] = [];
  let batchBytes = 0;
  let unflushedBytes = 0;
  let writing: Promise<void> = Promise.resolve();
  let flushing: Promise<void> = Promise.resolve();
  try {
    for await (const chunk of chunks) {
      batch.push(chunk);
      batchBytes += chunk.length;
      if (batchBytes < BATCH_BYTES && batch.length < BATCH_PIECES) continue;
      await writing;
      writing = later(writeAll(file, batch));
      unflushedBytes += batchBytes;
      batch = [];
      batchBytes = 0;
      if (unflushedBytes < FLUSH_BYTES) continue;
      await flushing;
      flushing = later(syncContent(file));
      unflushedBytes = 0;
    }
  } finally {
    // Also when the stream failed: the file must not be closed under a write.
    await settleAll([writing, flushing]);
  }
  if (batchBytes > 0) await writeAll(file, batch);
}

/** Its failure is thrown by the next await of it; until then it must not count as unhandled. */
function later(work: Promise<void>): Promise<void> {
  work.catch(() => {});
  return work;
}

/** `writev` may write less than asked, as on a disk that is about to be full. */
async function writeAll(file: number, buffers: readonly Buffer[]): Promise<void> {
  let left = buffers;
  while (left.length > 0) {
    let { bytesWritten } = await writeBuffers(file, left);
    while (left.length > 0 && bytesWritten >= left[0]!.length) {
      bytesWritten -= left[0]!.length;
      left = left.slice(1);
    }
    if (bytesWritten > 0) left = [left[0]!.subarray(bytesWritten), ...left.slice(1)];
  }
  buffers.forEach(freeNow);
}

/**
 * Gives the memory of a buffer back at once: left to the garbage collector, a fast upload piles up some 60 MB of what
 * it has already written. A part of a larger allocation (Buffer's pool, a decoded chunk) is left alone.
 */
function freeNow({ buffer, byteLength }: Buffer): void {
  // An empty one has nothing to give, and may be a constant: a second transfer of the same buffer throws.
  if (byteLength > 0 && buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/**
 * Puts a small text at `path` in one step: readers and a restart see the former text or the new one. Returns when
 * the rename, which is the commit, was made; it is durable only after `syncFolder` on its folder. `before` is what
 * must have happened before the rename and may happen while the text is written; if it fails, so does this.
 */
export async function replaceTextFile(
  path: string,
  text: string,
  before: readonly Promise<void>[] = [],
): Promise<void> {
  const temporary = `${path}.${uniqueSuffix()}.tmp`;
  try {
    await settleAll([writeDurably(temporary, once(Buffer.from(text))), ...before]);
    await rename(temporary, path);
  } catch (error) {
    await removeQuietly(temporary);
    throw error;
  }
}

/** Waits for all even if one fails, so that nothing runs on behind an error; throws the first failure. */
async function settleAll(works: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(works)) if (result.status === 'rejected') throw result.reason;
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

export type OpenFolder = {
  /** Makes the names that were created, renamed and removed so far durable. */
  sync(): Promise<void>;
  close(): void;
};

/** Opens a folder for several syncs, to be closed by the caller. */
export async function openFolder(path: string): Promise<OpenFolder> {
  let folder: number;
  try {
    folder = await openFile(path, 'r');
  } catch (error) {
    // Windows cannot open a folder; its file system journals names by itself.
    if (process.platform === 'win32' && ['EISDIR', 'EPERM', 'EACCES'].includes(errnoOf(error)))
      return { sync: async () => {}, close: () => {} };
    throw error;
  }
  return { sync: () => syncAll(folder), close: () => closeSync(folder) };
}

/** Makes created, renamed and removed names of a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await openFolder(path);
  try {
    await folder.sync();
  } finally {
    folder.close();
  }
}

/** Removal of what nobody refers to any more; if it fails, the sweep at the next start takes it. */
export async function removeQuietly(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => {});
}
