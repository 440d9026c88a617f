import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';

/**
 * Where things lie, below one bucket's folder:
 *
 *   7f/7f3a….json               record of the object whose key has the SHA-256 7f3a…
 *   7f/7f3a….0123456789abcdef   its content; the record names the one that counts
 *   uploads/<upload id>/        a multipart upload: upload.json, <n>.json and <n>.<unique> of each part
 *   …/*.tmp                     a record being written
 *
 * Names are hashes, so any key fits any file system, and no key can name a path.
 */

export const FAN_OUT_NAMES: readonly string[] = Array.from({ length: 256 }, (_, i) =>
  i.toString(16).padStart(2, '0'),
);

export const UPLOADS_FOLDER = 'uploads';

/** Folder, record path and (for a record's `file`) content path of a key. */
export type ObjectPlace = { readonly folder: string; readonly hash: string; readonly recordPath: string };

/** SHA-256 of the key's UTF-8 bytes in hex: what `printf %s "$key" | sha256sum` prints. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export function placeOfKey(bucketFolder: string, key: string): ObjectPlace {
  const hash = hashOfKey(key);
  const folder = join(bucketFolder, hash.slice(0, 2));
  return { folder, hash, recordPath: join(folder, `${hash}.json`) };
}

/** 64 random bits in hex: tells apart contents that the same key has had. */
export function uniqueSuffix(): string {
  return randomBytes(8).toString('hex');
}

/** Splits a name in a fan-out folder; anything that the store did not make is `other`. */
export function parseFileName(name: string): {
  hash: string;
  kind: 'record' | 'content' | 'temporary' | 'other';
} {
  const match = /^([0-9a-f]{64})\.(json|[0-9a-f]{16}|json\.[0-9a-f]{16}\.tmp)$/.exec(name);
  if (match === null) return { hash: '', kind: 'other' };
  const tail = match[2]!;
  const kind = tail === 'json' ? 'record' : tail.endsWith('.tmp') ? 'temporary' : 'content';
  return { hash: match[1]!, kind };
}
