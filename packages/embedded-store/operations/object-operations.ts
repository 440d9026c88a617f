import { type FileHandle, statfs } from 'node:fs/promises';
import { deleteObject, openObject, storeObject } from '../disk/objects.ts';
import type { ObjectRecord } from '../disk/record.ts';
import type { Checksum } from '../wire/checksums.ts';
import { parseRange } from '../wire/range.ts';
import { s3Error } from '../wire/s3-error.ts';
import { sendFile } from '../wire/send-file.ts';
import { checkReadConditions, checkWriteConditions, rangeApplies } from './conditions.ts';
import { type BucketExchange, objectPayload, sendEmpty } from './exchange.ts';
import { readStoredHeaders, servedHeaders } from './object-headers.ts';

// Below this the question costs more than the failed attempt.
const ASK_FOR_SPACE_BYTES = 1024 * 1024;

/** PutObject: 200 with the ETag, only after the object is durable. */
export async function putObject(exchange: BucketExchange): Promise<void> {
  const { bucket, fields, now } = exchange;
  const stored = readStoredHeaders(fields);
  const payload = objectPayload(exchange);
  await checkSpace(bucket.folder, payload.bytes);
  const record = await storeObject(bucket, {
    key: exchange.target.key,
    ...stored,
    chunks: payload.chunks,
    finish: payload.digest,
    now,
    precondition: (existing) => checkWriteConditions(fields, existing),
  });
  sendEmpty(exchange, 200, { etag: `"${record.etag}"`, ...checksumHeader(record.checksum) });
}

/**
 * An upload that cannot fit is refused before it fills the disk, which the database may share. Throws
 * InsufficientStorage.
 */
export async function checkSpace(folder: string, bytes: number): Promise<void> {
  if (bytes < ASK_FOR_SPACE_BYTES) return;
  const { bavail, bsize } = await statfs(folder);
  if (bytes > bavail * bsize) throw s3Error('InsufficientStorage');
}

export function checksumHeader(checksum: Checksum | null): Record<string, string> {
  return checksum === null ? {} : { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value };
}

/** GetObject and HeadObject, with conditions and a single range. */
export async function getObject(exchange: BucketExchange): Promise<void> {
  const head = exchange.req.method === 'HEAD';
  const { record, file } = await openObject(exchange.bucket, exchange.target.key);
  try {
    await answer(exchange, record, head ? null : file);
  } finally {
    await file.close();
  }
}

async function answer(
  exchange: BucketExchange,
  record: ObjectRecord,
  file: FileHandle | null,
): Promise<void> {
  const { res, fields, target } = exchange;
  const headers = servedHeaders(record, target.query);
  if (!checkReadConditions(fields, record)) {
    sendEmpty(exchange, 304, { etag: headers.etag!, 'last-modified': headers['last-modified']! });
    return;
  }
  const range = rangeApplies(fields, record) ? parseRange(fields.get('range'), record.size) : null;
  const { start, end } = range ?? { start: 0, end: record.size - 1 };
  if (range !== null) headers['content-range'] = `bytes ${start}-${end}/${record.size}`;
  // The checksum is that of the whole object; a client would compare it with the part.
  else if (fields.get('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED')
    Object.assign(headers, checksumHeader(record.checksum));
  res.writeHead(range === null ? 200 : 206, { ...headers, 'content-length': end - start + 1 });
  if (file === null || end < start) {
    res.end();
    return;
  }
  await sendFile(file, { start, end }, res);
}

/** DeleteObject: 204 whether it was there or not. */
export async function removeObject(exchange: BucketExchange): Promise<void> {
  const { bucket, target, fields } = exchange;
  const conditional = fields.has('if-match');
  await deleteObject(bucket, target.key, (existing) => {
    if (conditional) checkWriteConditions(fields, existing);
  });
  sendEmpty(exchange, 204);
}
