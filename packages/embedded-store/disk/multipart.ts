import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Payload } from '../signature/payload.ts';
import { type Checksum, startChecksum } from '../wire/checksums.ts';
import { errnoOf, s3Error } from '../wire/s3-error.ts';
import type { Bucket } from './bucket.ts';
import { removeQuietly, writeDurably } from './durable-file.ts';
import { uniqueSuffix } from './layout.ts';
import { storeObject } from './objects.ts';
import type { ObjectRecord } from './record.ts';
import type { RunningUploads } from './running-uploads.ts';
import { type Part, readPart, readUpload, removeUpload, uploadFolder, writePart } from './upload-files.ts';

export const MAX_PART_NUMBER = 10_000;
// As in S3, so that a client that works here works there too.
const MIN_PART_BYTES = 5 * 1024 * 1024;
const READ_BYTES = 256 * 1024;

/** Receives one part, in place of an earlier one of the same number; durable on return. Throws NoSuchUpload. */
export async function storePart(
  bucket: Bucket,
  place: { readonly uploadId: string; readonly key: string; readonly partNumber: number },
  payload: Payload,
  now: Date,
): Promise<Part> {
  await readUpload(bucket, place.uploadId, place.key);
  const folder = uploadFolder(bucket, place.uploadId);
  const file = `${place.partNumber}.${uniqueSuffix()}`;
  try {
    await writeDurably(join(folder, file), payload.chunks);
  } catch (error) {
    throw errnoOf(error) === 'ENOENT' ? s3Error('NoSuchUpload') : error;
  }
  const { partNumber } = place;
  const part = { partNumber, ...payload.digest(), lastModified: now.toISOString(), file };
  try {
    await bucket.withLock(lockOf(place.uploadId), async () => {
      const former = await readPart(bucket, place.uploadId, place.partNumber);
      await writePart(bucket, place.uploadId, part);
      if (former !== undefined) await removeQuietly(join(folder, former.file));
    });
  } catch (error) {
    await removeQuietly(join(folder, file));
    throw error;
  }
  return part;
}

/** A part as the client lists it when completing. */
export type NamedPart = {
  readonly partNumber: number;
  readonly etag: string;
  readonly checksums: readonly Checksum[];
};

export type Completion = {
  readonly uploadId: string;
  readonly key: string;
  readonly parts: readonly NamedPart[];
  /** Of the whole object, to be compared; null when the client sent none. */
  readonly checksum: Checksum | null;
  readonly expectedBytes: number | undefined;
  readonly maxBytes: number;
  /** The copy needs its space beside theirs. */
  readonly uploads: RunningUploads;
  readonly now: Date;
  readonly precondition: (existing: ObjectRecord | undefined) => void;
};

/**
 * Makes the object of its parts by copying them into one file, so that every object on disk is one plain file; the
 * upload is removed only after the object is durable, and stays complete if anything fails. Throws InvalidPart,
 * InvalidPartOrder, EntityTooSmall, EntityTooLarge, BadDigest, NoSuchUpload.
 */
export async function completeUpload(bucket: Bucket, completion: Completion): Promise<ObjectRecord> {
  const { uploadId, key, now, precondition } = completion;
  return await bucket.withLock(lockOf(uploadId), async () => {
    const upload = await readUpload(bucket, uploadId, key);
    const parts = await findParts(bucket, completion);
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    if (size > completion.maxBytes) throw s3Error('EntityTooLarge');
    if ((completion.expectedBytes ?? size) !== size) {
      throw s3Error('InvalidRequest', 'The object would not have the announced size.');
    }
    const etag = `${etagOfParts(parts)}-${parts.length}`;
    const { checksum } = completion;
    const running = checksum === null ? null : startChecksum(checksum.algorithm);
    const folder = uploadFolder(bucket, uploadId);

    async function* chunks(): AsyncGenerator<Buffer> {
      for (const part of parts) {
        const stream = createReadStream(join(folder, part.file), { highWaterMark: READ_BYTES });
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          running?.update(chunk);
          yield chunk;
        }
      }
      if (checksum !== null && running!.digest() !== checksum.value) throw s3Error('BadDigest');
    }

    const finish = () => ({ size, etag, checksum });
    const copy = { folder: bucket.folder, object: null, bytes: size, chunks: chunks() };
    const record = await completion.uploads(copy, (copied) =>
      storeObject(bucket, { ...upload, chunks: copied, finish, now, precondition }),
    );
    await removeUpload(bucket, uploadId);
    return record;
  });
}

/** Gives up an upload and its parts. Throws NoSuchUpload. */
export async function abortUpload(bucket: Bucket, uploadId: string, key: string): Promise<void> {
  await bucket.withLock(lockOf(uploadId), async () => {
    await readUpload(bucket, uploadId, key);
    await removeUpload(bucket, uploadId);
  });
}

// No key has a NUL in front of an upload's id by accident of naming: ids are 128 random bits.
function lockOf(uploadId: string): string {
  return `\0upload/${uploadId}`;
}

async function findParts(bucket: Bucket, { uploadId, parts }: Completion): Promise<Part[]> {
  if (parts.length === 0) throw s3Error('MalformedXML');
  const ascending = parts.every(({ partNumber }, i) => i === 0 || parts[i - 1]!.partNumber < partNumber);
  if (!ascending) throw s3Error('InvalidPartOrder');
  const found: Part[] = [];
  for (const [i, named] of parts.entries()) {
    const part = await readPart(bucket, uploadId, named.partNumber);
    const same = ({ algorithm, value }: Checksum): boolean =>
      part?.checksum?.algorithm !== algorithm || part.checksum.value === value;
    if (part === undefined || part.etag !== named.etag || !named.checksums.every(same))
      throw s3Error('InvalidPart');
    if (part.size < MIN_PART_BYTES && i < parts.length - 1) throw s3Error('EntityTooSmall');
    found.push(part);
  }
  return found;
}

function etagOfParts(parts: readonly Part[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part.etag, 'hex');
  return hash.digest('hex');
}
