import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf, s3Error } from '../wire/s3-error.ts';
import type { Bucket } from './bucket.ts';
import { replaceTextFile, syncFolder } from './durable-file.ts';
import { UPLOADS_FOLDER } from './layout.ts';
import { isObject, type ObjectRecord, parseChecksum } from './record.ts';

/** What CreateMultipartUpload fixed; `upload.json` of the upload's folder. */
export type Upload = Pick<ObjectRecord, 'key' | 'contentType' | 'headers'> & {
  readonly uploadId: string;
  /** ISO 8601, UTC. */
  readonly initiated: string;
};

/** One received part; `<partNumber>.json` of the upload's folder. */
export type Part = Pick<ObjectRecord, 'size' | 'etag' | 'checksum' | 'lastModified' | 'file'> & {
  readonly partNumber: number;
};

const UPLOAD_FILE = 'upload.json';
const UPLOAD_ID = /^[0-9a-f]{32}$/;

async function uploadIds(bucket: Bucket): Promise<string[]> {
  const names = await readdir(join(bucket.folder, UPLOADS_FOLDER));
  return names.filter((name) => UPLOAD_ID.test(name));
}

export function uploadFolder(bucket: Bucket, uploadId: string): string {
  // The id becomes part of a path: only what createUpload makes is let through.
  if (!UPLOAD_ID.test(uploadId)) throw s3Error('NoSuchUpload');
  return join(bucket.folder, UPLOADS_FOLDER, uploadId);
}

/** Begins an upload; durable on return. */
export async function createUpload(bucket: Bucket, start: Omit<Upload, 'uploadId'>): Promise<Upload> {
  const upload = { uploadId: randomBytes(16).toString('hex'), ...start };
  const folder = uploadFolder(bucket, upload.uploadId);
  await mkdir(folder, { mode: 0o700 });
  try {
    await replaceTextFile(join(folder, UPLOAD_FILE), `${JSON.stringify(upload)}\n`);
    await syncFolder(folder);
    await syncFolder(join(bucket.folder, UPLOADS_FOLDER));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return upload;
}

/** Throws NoSuchUpload when there is none of that id, or it is of another key. */
export async function readUpload(bucket: Bucket, uploadId: string, key: string): Promise<Upload> {
  const upload = await readUploadFile(uploadFolder(bucket, uploadId));
  if (upload === undefined || upload.key !== key) throw s3Error('NoSuchUpload');
  return upload;
}

/** undefined when the folder holds no upload (any more). */
async function readUploadFile(folder: string): Promise<Upload | undefined> {
  const value = await readJson(join(folder, UPLOAD_FILE));
  if (!isObject(value)) return undefined;
  const { uploadId, key, contentType, headers, initiated } = value;
  const texts = [uploadId, key, contentType, initiated];
  if (!texts.every((text) => typeof text === 'string') || !isObject(headers)) return undefined;
  return value as Upload;
}

/** All uploads that were begun and neither completed nor aborted, by key, then by age. */
export async function readUploads(bucket: Bucket): Promise<Upload[]> {
  const uploads: Upload[] = [];
  for (const uploadId of await uploadIds(bucket)) {
    const upload = await readUploadFile(uploadFolder(bucket, uploadId));
    if (upload !== undefined) uploads.push(upload);
  }
  const rank = ({ key, initiated }: Upload): string => `${key}\0${initiated}`;
  return uploads.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** Makes a part count, in place of an earlier one of its number. Throws NoSuchUpload if the upload is gone. */
export async function writePart(bucket: Bucket, uploadId: string, part: Part): Promise<void> {
  const folder = uploadFolder(bucket, uploadId);
  try {
    await replaceTextFile(join(folder, `${part.partNumber}.json`), `${JSON.stringify(part)}\n`);
    await syncFolder(folder);
  } catch (error) {
    throw errnoOf(error) === 'ENOENT' ? s3Error('NoSuchUpload') : error;
  }
}

export async function readPart(
  bucket: Bucket,
  uploadId: string,
  partNumber: number,
): Promise<Part | undefined> {
  const value = await readJson(join(uploadFolder(bucket, uploadId), `${partNumber}.json`));
  if (!isObject(value) || !/^\d+\.[0-9a-f]{16}$/.test(String(value.file))) return undefined;
  return { ...(value as Part), checksum: parseChecksum(value.checksum) };
}

/** Numbers of the received parts, ascending. */
export async function readPartNumbers(bucket: Bucket, uploadId: string): Promise<number[]> {
  const names = await readdir(uploadFolder(bucket, uploadId));
  const numbers = names.flatMap((name) => {
    const match = /^(\d{1,5})\.json$/.exec(name);
    return match === null ? [] : [Number(match[1])];
  });
  return numbers.sort((a, b) => a - b);
}

/** Ends an upload: first the file that makes it one, so that half a removal is no upload either. */
export async function removeUpload(bucket: Bucket, uploadId: string): Promise<void> {
  const folder = uploadFolder(bucket, uploadId);
  await rm(join(folder, UPLOAD_FILE), { force: true });
  await rm(folder, { recursive: true, force: true });
}

/**
 * At start: removes uploads that were begun before `oldest`, what is left of ended ones, and in the others the files
 * of parts that were never finished. Returns how many folders were removed.
 */
export async function sweepUploads(bucket: Bucket, oldest: Date): Promise<number> {
  let removed = 0;
  for (const uploadId of await uploadIds(bucket)) {
    const folder = uploadFolder(bucket, uploadId);
    const upload = await readUploadFile(folder);
    if (upload === undefined || Date.parse(upload.initiated) < oldest.getTime()) {
      await rm(folder, { recursive: true, force: true });
      removed += 1;
      continue;
    }
    const kept = new Set([UPLOAD_FILE]);
    for (const partNumber of await readPartNumbers(bucket, uploadId)) {
      const part = await readPart(bucket, uploadId, partNumber);
      if (part !== undefined) kept.add(`${partNumber}.json`).add(part.file);
    }
    for (const name of await readdir(folder)) if (!kept.has(name)) await rm(join(folder, name));
  }
  return removed;
}

/** undefined when the file does not exist, or is damaged: an upload that cannot be read is begun anew by its client. */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
