import type { FileHandle } from 'node:fs/promises';
import { deleteObject, openObject, storeObject } from '../disk/objects.ts';
import type { ObjectRecord } from '../disk/record.ts';
import type { Checksum } from '../wire/checksums.ts';
import { parseRange } from '../wire/range.ts';
import { sendFile } from '../wire/send-file.ts';
import { checkReadConditions, checkWriteConditions, rangeApplies } from './conditions.ts';
import { type BucketExchange, objectPayload, sendEmpty } from './exchange.ts';
import { readStoredHeaders, servedHeaders } from './object-headers.ts';

/** PutObject: 200 with the ETag, only after the object is durable. */
export async function putObject(exchange: BucketExchange): Promise<void> {
  const { bucket, fields, now } = exchange;
  const stored = readStoredHeaders(fields);
  const payload = objectPayload(exchange);
  const { key } = exchange.target;
  const upload = { ...payload, folder: bucket.folder, object: `${bucket.name}/${key}` };
  const record = await exchange.uploads(upload, (chunks) =>
    storeObject(bucket, {
      key,
      ...stored,
      chunks,
      finish: payload.digest,
      now,
      precondition: (existing) => checkWriteConditions(fields, existing),
    }),
  );
  sendEmpty(exchange, 200, { etag: `"${record.etag}"`, ...checksumHeader(record.checksum) });
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
  exchange.limitTransfer();
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
