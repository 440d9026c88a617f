import { continuationToken, listObjects, readContinuationToken } from '../disk/listing.ts';
import type { ObjectRecord } from '../disk/record.ts';
import { s3Error } from '../wire/s3-error.ts';
import { element, textElement } from '../wire/xml.ts';
import { type BucketExchange, sendXml } from './exchange.ts';

const MAX_KEYS = 1000;

/** ListObjectsV2 */
export async function listV2(exchange: BucketExchange): Promise<void> {
  const { query } = exchange.target;
  if (query.get('list-type') !== '2') throw s3Error('InvalidArgument', 'list-type is not valid.');
  const asked = readListQuery(query);
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  const after = token !== undefined ? readContinuationToken(token) : startAfter;
  const page = listObjects(exchange.bucket.index, { ...asked, after });
  const owner = query.get('fetch-owner') === 'true';
  const { text, name } = asked;
  sendXml(exchange, 200, 'ListBucketResult', [
    ...listHead(exchange, asked, page.last !== undefined),
    textElement('KeyCount', page.objects.length + page.commonPrefixes.length),
    ...(token === undefined ? [] : [textElement('ContinuationToken', token)]),
    ...(startAfter === undefined ? [] : [textElement('StartAfter', text(startAfter))]),
    ...(page.last === undefined ? [] : [textElement('NextContinuationToken', continuationToken(page.last))]),
    ...page.objects.map((record) => contents(record, name, owner)),
    ...page.commonPrefixes.map((prefix) => element('CommonPrefixes', name('Prefix', prefix))),
  ]);
}

/** ListObjects, the older form, which s3cmd and rclone use. */
export async function listV1(exchange: BucketExchange): Promise<void> {
  const { query } = exchange.target;
  const asked = readListQuery(query);
  const marker = query.get('marker');
  const page = listObjects(exchange.bucket.index, { ...asked, after: marker });
  const { text, name } = asked;
  sendXml(exchange, 200, 'ListBucketResult', [
    ...listHead(exchange, asked, page.last !== undefined),
    textElement('Marker', text(marker ?? '')),
    ...(page.last === undefined ? [] : [textElement('NextMarker', text(page.last))]),
    ...page.objects.map((record) => contents(record, name, true)),
    ...page.commonPrefixes.map((prefix) => element('CommonPrefixes', name('Prefix', prefix))),
  ]);
}

type Asked = ReturnType<typeof readListQuery>;

function readListQuery(query: ReadonlyMap<string, string>) {
  const text = textEncoding(query);
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxKeys: readCount(query, 'max-keys', MAX_KEYS),
    encoding: query.get('encoding-type'),
    /** A key as the client wants to read it. */
    text,
    name: (tag: string, value: string): string => textElement(tag, text(value)),
  };
}

/** How keys are written into the answer: as they are, or encoded on request. Throws InvalidArgument. */
export function textEncoding(query: ReadonlyMap<string, string>): (text: string) => string {
  const encoding = query.get('encoding-type');
  if (encoding === undefined) return (text) => text;
  if (encoding !== 'url') throw s3Error('InvalidArgument', 'encoding-type is not valid.');
  return encodeForUrl;
}

/** A count parameter; more than the limit means the limit. Throws InvalidArgument. */
export function readCount(query: ReadonlyMap<string, string>, name: string, limit: number): number {
  const value = query.get(name);
  if (value === undefined || value === '') return limit;
  if (!/^\d{1,10}$/.test(value)) throw s3Error('InvalidArgument', `${name} is not valid.`);
  return Math.min(limit, Number(value));
}

function listHead(exchange: BucketExchange, asked: Asked, truncated: boolean): string[] {
  const { encoding, delimiter, name } = asked;
  return [
    textElement('Name', exchange.bucket.name),
    name('Prefix', asked.prefix),
    ...(delimiter === '' ? [] : [name('Delimiter', delimiter)]),
    textElement('MaxKeys', asked.maxKeys),
    ...(encoding === undefined ? [] : [textElement('EncodingType', encoding)]),
    textElement('IsTruncated', String(truncated)),
  ];
}

function contents(record: ObjectRecord, name: Asked['name'], owner: boolean): string {
  return element(
    'Contents',
    name('Key', record.key),
    textElement('LastModified', record.lastModified),
    textElement('ETag', `"${record.etag}"`),
    textElement('Size', record.size),
    textElement('StorageClass', 'STANDARD'),
    owner ? OWNER : '',
  );
}

/** There is one owner: whoever configured the store. */
export const OWNER = element('Owner', textElement('ID', 'store'), textElement('DisplayName', 'store'));

/** RFC 3986 encoding that leaves the slashes: clients that decode `+` as a space get `%2B`. */
function encodeForUrl(text: string): string {
  const encoded = encodeURIComponent(text).replaceAll('%2F', '/');
  return encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
