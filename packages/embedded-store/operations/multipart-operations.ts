import {
  abortUpload,
  completeUpload,
  MAX_PART_NUMBER,
  type NamedPart,
  storePart,
} from '../disk/multipart.ts';
import { createUpload, readPart, readPartNumbers, readUpload, readUploads } from '../disk/upload-files.ts';
import { CHECKSUM_ALGORITHMS, type Checksum } from '../wire/checksums.ts';
import { byteCount, type RequestFields } from '../wire/request-fields.ts';
import { s3Error } from '../wire/s3-error.ts';
import { childText, element, textElement, type XmlElement } from '../wire/xml.ts';
import { checkWriteConditions } from './conditions.ts';
import { type BucketExchange, objectPayload, readDocument, sendEmpty, sendXml } from './exchange.ts';
import { OWNER, readCount, textEncoding } from './list-operations.ts';
import { readStoredHeaders } from './object-headers.ts';
import { checksumHeader } from './object-operations.ts';

/** CreateMultipartUpload */
export async function beginUpload(exchange: BucketExchange): Promise<void> {
  const { bucket, target, fields, now } = exchange;
  const stored = readStoredHeaders(fields);
  const algorithm = fields.get('x-amz-checksum-algorithm');
  if (algorithm !== undefined && !CHECKSUM_ALGORITHMS.some((name) => name === algorithm.toLowerCase())) {
    throw s3Error('NotImplemented', 'This checksum is not implemented.');
  }
  const initiated = now.toISOString();
  const { uploadId } = await createUpload(bucket, { key: target.key, ...stored, initiated });
  sendXml(
    exchange,
    200,
    'InitiateMultipartUploadResult',
    [textElement('Bucket', bucket.name), textElement('Key', target.key), textElement('UploadId', uploadId)],
    algorithm === undefined ? {} : { 'x-amz-checksum-algorithm': algorithm },
  );
}

/** UploadPart */
export async function putPart(exchange: BucketExchange): Promise<void> {
  const { bucket, target, now } = exchange;
  const number = target.query.get('partNumber')!;
  const partNumber = /^\d{1,5}$/.test(number) ? Number(number) : 0;
  if (partNumber < 1 || partNumber > MAX_PART_NUMBER) {
    throw s3Error('InvalidArgument', `Part numbers go from 1 to ${MAX_PART_NUMBER}.`);
  }
  const uploadId = target.query.get('uploadId')!;
  const payload = objectPayload(exchange);
  const place = { uploadId, key: target.key, partNumber };
  const part = await exchange.uploads({ ...payload, folder: bucket.folder, object: null }, (chunks) =>
    storePart(bucket, place, { ...payload, chunks }, now),
  );
  sendEmpty(exchange, 200, { etag: `"${part.etag}"`, ...checksumHeader(part.checksum) });
}

/** CompleteMultipartUpload */
export async function finishUpload(exchange: BucketExchange): Promise<void> {
  const { bucket, target, fields, now } = exchange;
  const parts = readCompletion(await readDocument(exchange, false));
  const record = await exchange.withoutIdleLimit(() =>
    completeUpload(bucket, {
      uploadId: target.query.get('uploadId')!,
      key: target.key,
      parts,
      checksum: objectChecksum(fields),
      expectedBytes: byteCount(fields, 'x-amz-mp-object-size'),
      maxBytes: exchange.maxObjectBytes,
      uploads: exchange.uploads,
      now,
      precondition: (existing) => checkWriteConditions(fields, existing),
    }),
  );
  const { checksum } = record;
  sendXml(exchange, 200, 'CompleteMultipartUploadResult', [
    textElement('Location', `/${bucket.name}/${target.key}`),
    textElement('Bucket', bucket.name),
    textElement('Key', record.key),
    textElement('ETag', `"${record.etag}"`),
    checksum === null ? '' : textElement(`Checksum${checksum.algorithm.toUpperCase()}`, checksum.value),
  ]);
}

/** The checksum of the whole object that a client may send when completing. Throws NotImplemented. */
function objectChecksum(fields: RequestFields): Checksum | null {
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const value = fields.get(`x-amz-checksum-${algorithm}`);
    if (value === undefined) continue;
    if (value.includes('-')) throw s3Error('NotImplemented', 'Checksums of checksums are not implemented.');
    return { algorithm, value };
  }
  return null;
}

function readCompletion(root: XmlElement): NamedPart[] {
  if (root.name !== 'CompleteMultipartUpload') throw s3Error('MalformedXML');
  return root.children.map((part) => {
    const number = childText(part, 'PartNumber')?.trim() ?? '';
    const etag = childText(part, 'ETag')
      ?.trim()
      .replace(/^"(.*)"$/, '$1');
    if (part.name !== 'Part' || !/^\d{1,5}$/.test(number) || etag === undefined)
      throw s3Error('MalformedXML');
    const checksums = CHECKSUM_ALGORITHMS.flatMap((algorithm) => {
      const value = childText(part, `Checksum${algorithm.toUpperCase()}`)?.trim();
      return value === undefined ? [] : [{ algorithm, value }];
    });
    return { partNumber: Number(number), etag, checksums };
  });
}

/** AbortMultipartUpload */
export async function dropUpload(exchange: BucketExchange): Promise<void> {
  await abortUpload(exchange.bucket, exchange.target.query.get('uploadId')!, exchange.target.key);
  sendEmpty(exchange, 204);
}

/** ListParts */
export async function listParts(exchange: BucketExchange): Promise<void> {
  const { bucket, target } = exchange;
  const uploadId = target.query.get('uploadId')!;
  await readUpload(bucket, uploadId, target.key);
  const maxParts = readCount(target.query, 'max-parts', 1000);
  const marker = target.query.has('part-number-marker')
    ? readCount(target.query, 'part-number-marker', MAX_PART_NUMBER)
    : 0;
  const numbers = (await readPartNumbers(bucket, uploadId)).filter((number) => number > marker);
  const page = numbers.slice(0, maxParts);
  const elements: string[] = [];
  for (const number of page) {
    const part = await readPart(bucket, uploadId, number);
    if (part === undefined) continue;
    elements.push(
      element(
        'Part',
        textElement('PartNumber', number),
        textElement('LastModified', part.lastModified),
        textElement('ETag', `"${part.etag}"`),
        textElement('Size', part.size),
      ),
    );
  }
  sendXml(exchange, 200, 'ListPartsResult', [
    textElement('Bucket', bucket.name),
    textElement('Key', target.key),
    textElement('UploadId', uploadId),
    textElement('StorageClass', 'STANDARD'),
    textElement('PartNumberMarker', marker),
    textElement('NextPartNumberMarker', page.at(-1) ?? 0),
    textElement('MaxParts', maxParts),
    textElement('IsTruncated', String(page.length < numbers.length)),
    ...elements,
  ]);
}

/** ListMultipartUploads, on one page: there are as many as clients left behind within a week. */
export async function listUploads(exchange: BucketExchange): Promise<void> {
  const { query } = exchange.target;
  const prefix = query.get('prefix') ?? '';
  const text = textEncoding(query);
  const uploads = (await readUploads(exchange.bucket)).filter(({ key }) => key.startsWith(prefix));
  const elements = uploads.map(({ key, uploadId, initiated }) =>
    element(
      'Upload',
      textElement('Key', text(key)),
      textElement('UploadId', uploadId),
      OWNER,
      textElement('StorageClass', 'STANDARD'),
      textElement('Initiated', initiated),
    ),
  );
  sendXml(exchange, 200, 'ListMultipartUploadsResult', [
    textElement('Bucket', exchange.bucket.name),
    textElement('Prefix', text(prefix)),
    textElement('IsTruncated', 'false'),
    ...elements,
  ]);
}
