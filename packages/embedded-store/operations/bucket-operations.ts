import { deleteObject } from '../disk/objects.ts';
import { s3Error, toS3Error } from '../wire/s3-error.ts';
import { childText, element, textElement, type XmlElement } from '../wire/xml.ts';
import { type BucketExchange, type Exchange, readDocument, sendEmpty, sendXml } from './exchange.ts';
import { OWNER } from './list-operations.ts';

const MAX_DELETED_KEYS = 1000;
// Buckets come from the configuration; S3 answers must have some date.
const CREATION_DATE = '2020-01-01T00:00:00.000Z';

/** ListBuckets */
export async function listBuckets(exchange: Exchange): Promise<void> {
  const buckets = [...exchange.buckets.keys()].sort();
  const elements = buckets.map((name) =>
    element('Bucket', textElement('Name', name), textElement('CreationDate', CREATION_DATE)),
  );
  sendXml(exchange, 200, 'ListAllMyBucketsResult', [OWNER, element('Buckets', ...elements)]);
}

/** HeadBucket */
export async function headBucket(exchange: BucketExchange): Promise<void> {
  sendEmpty(exchange, 200, { 'x-amz-bucket-region': exchange.region });
}

/** GetBucketLocation; S3 spells its first region as nothing. */
export async function getLocation(exchange: BucketExchange): Promise<void> {
  sendXml(exchange, 200, 'LocationConstraint', [exchange.region === 'us-east-1' ? '' : exchange.region]);
}

/** CreateBucket: clients that make sure of their bucket first understand this answer. */
export async function createBucket(_exchange: BucketExchange): Promise<void> {
  throw s3Error('BucketAlreadyOwnedByYou');
}

/** DeleteBucket is refused: buckets are configuration. */
export async function refuseBucketChange(_exchange: BucketExchange): Promise<void> {
  throw s3Error('AccessDenied', 'Buckets are part of the configuration of the store.');
}

/** DeleteObjects: each key on its own; what fails is reported in the answer. */
export async function deleteObjects(exchange: BucketExchange): Promise<void> {
  const { keys, quiet } = readDeletion(await readDocument(exchange, true));
  const results: string[] = [];
  for (const key of keys) {
    try {
      await deleteObject(exchange.bucket, key);
      if (!quiet) results.push(element('Deleted', textElement('Key', key)));
    } catch (cause) {
      const { code, message } = toS3Error(cause);
      exchange.bucket.log.error({ key, reason: String(cause) }, 'object store could not delete an object');
      const answer = [textElement('Key', key), textElement('Code', code), textElement('Message', message)];
      results.push(element('Error', ...answer));
    }
  }
  sendXml(exchange, 200, 'DeleteResult', results);
}

function readDeletion(root: XmlElement): { keys: string[]; quiet: boolean } {
  if (root.name !== 'Delete') throw s3Error('MalformedXML');
  const objects = root.children.filter(({ name }) => name === 'Object');
  if (objects.length === 0 || objects.length > MAX_DELETED_KEYS) throw s3Error('MalformedXML');
  const keys = objects.map((object) => {
    const key = childText(object, 'Key');
    if (key === undefined || key === '') throw s3Error('MalformedXML');
    // A version, ETag or date would narrow the deletion; to ignore it would delete too much.
    if (object.children.length > 1) throw s3Error('NotImplemented');
    return key;
  });
  return { keys, quiet: childText(root, 'Quiet')?.trim() === 'true' };
}
