import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf, s3Error } from '../wire/s3-error.ts';
import type { Bucket } from './bucket.ts';
import { openFolder, removeQuietly, replaceTextFile, syncFolder, writeNewFile } from './durable-file.ts';
import { placeOfKey, uniqueSuffix } from './layout.ts';
import { type ObjectRecord, serializeRecord } from './record.ts';

export type NewObject = Pick<ObjectRecord, 'key' | 'contentType' | 'headers'> & {
  readonly chunks: AsyncIterable<Buffer>;
  /** Asked after the last chunk. */
  finish(): Pick<ObjectRecord, 'size' | 'etag' | 'checksum'>;
  readonly now: Date;
  /** Throws when the object that is there now must not be replaced. */
  readonly precondition: (existing: ObjectRecord | undefined) => void;
};

/**
 * Stores an object and returns its record once it is durable. The order is the guarantee: content (under a name of its
 * own), that name, and the record's text are on disk before the rename of the record, which is the commit; its folder
 * is synced after it. Whenever this stops, the key has its former object or the new one, whole.
 *
 * Throws what `chunks` and `precondition` throw, and system errors; then nothing is left behind.
 */
export async function storeObject(bucket: Bucket, object: NewObject): Promise<ObjectRecord> {
  const { key, contentType, headers } = object;
  const { folder, hash, recordPath } = placeOfKey(bucket.folder, key);
  object.precondition(bucket.index.get(key));
  const file = `${hash}.${uniqueSuffix()}`;
  const contentPath = join(folder, file);
  const content = await writeNewFile(contentPath, object.chunks);
  let committed = false;
  try {
    const { size, etag, checksum } = object.finish();
    const lastModified = object.now.toISOString();
    const record = { key, size, etag, contentType, lastModified, headers, checksum, file };
    return await bucket.withLock(key, async () => {
      const former = bucket.index.get(key);
      object.precondition(former);
      const names = await openFolder(folder);
      try {
        // These syncs run side by side, since the disk takes them together.
        await replaceTextFile(recordPath, serializeRecord(record), [content.settle(), names.sync()]);
        committed = true;
        bucket.index.set(record);
        // If this sync fails the outcome is open, so neither content may be removed: the next start decides.
        await names.sync();
      } finally {
        names.close();
      }
      if (former !== undefined) await removeQuietly(join(folder, former.file));
      return record;
    });
  } catch (error) {
    // Closes the file, also where nothing was to be synced any more.
    await content.settle().catch(() => {});
    if (!committed) await removeQuietly(contentPath);
    throw error;
  }
}

/** Record and open content of a key; the caller closes the file. Throws NoSuchKey. */
export async function openObject(
  bucket: Bucket,
  key: string,
): Promise<{ record: ObjectRecord; file: FileHandle }> {
  for (;;) {
    const record = bucket.index.get(key);
    if (record === undefined) throw s3Error('NoSuchKey');
    let file: FileHandle;
    try {
      file = await open(join(placeOfKey(bucket.folder, key).folder, record.file), 'r');
    } catch (error) {
      // Replaced since the record was looked up: its successor is in the index by now.
      if (errnoOf(error) === 'ENOENT' && bucket.index.get(key) !== record) continue;
      throw error;
    }
    try {
      const { size } = await file.stat();
      if (size === record.size) return { record, file };
      throw new Error(`the content of a record of ${record.size} bytes has ${size} bytes: ${record.file}`);
    } catch (error) {
      await file.close();
      throw error;
    }
  }
}

/** Removes the object of a key, durably; false when there was none. Throws what `precondition` throws. */
export async function deleteObject(
  bucket: Bucket,
  key: string,
  precondition: (existing: ObjectRecord | undefined) => void = () => {},
): Promise<boolean> {
  return await bucket.withLock(key, async () => {
    const existing = bucket.index.get(key);
    precondition(existing);
    if (existing === undefined) return false;
    const { folder, recordPath } = placeOfKey(bucket.folder, key);
    await rm(recordPath, { force: true });
    bucket.index.delete(key);
    await syncFolder(folder);
    await removeQuietly(join(folder, existing.file));
    return true;
  });
}
