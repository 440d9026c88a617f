import { childText, parseXml, type XmlElement } from '#embedded-store';
import { type ObjectPage, type StoredObject, StoreFailure } from '../backend.ts';

/** What an S3 or Cloud Storage error says. */
export type StoreRefusal = { status: number; code: string; region: string | undefined };

/**
 * A page of ListObjectsV2.
 * @throws StoreFailure for anything else: a captive portal answers 200 too
 */
export function parseListing(body: Buffer): ObjectPage {
  try {
    const root = parseXml(body);
    if (root.name !== 'ListBucketResult') throw new Error(`a ${root.name}`);
    const decode = childText(root, 'EncodingType') === 'url' ? decodeUrl : (text: string) => text;
    const objects = root.children
      .filter(({ name }) => name === 'Contents')
      .map((item) => object(item, decode));
    const isTruncated = childText(root, 'IsTruncated') === 'true';
    const nextPageToken = isTruncated ? required(root, 'NextContinuationToken') : null;
    return { objects, nextPageToken };
  } catch (error) {
    throw new StoreFailure('the store answered something that is not a listing', { cause: error });
  }
}

function object(item: XmlElement, decode: (text: string) => string): StoredObject {
  const size = Number(required(item, 'Size'));
  const lastModified = new Date(required(item, 'LastModified'));
  if (!Number.isSafeInteger(size) || Number.isNaN(lastModified.getTime())) throw new Error('size or date');
  const etag = (childText(item, 'ETag') ?? '').replaceAll('"', '');
  return { key: decode(required(item, 'Key')), size, lastModified, etag };
}

function required(parent: XmlElement, name: string): string {
  const text = childText(parent, name);
  if (text === undefined) throw new Error(`no ${name}`);
  return text;
}

/** Keys come percent-encoded because XML has no form for some characters; a `+` is a space at AWS. */
function decodeUrl(text: string): string {
  const encoded = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(encoded);
  } catch {
    // A key that is not UTF-8: none of ours, but it must not hide the rest of the folder.
    return Buffer.from(
      encoded.replace(/%([0-9A-Fa-f]{2})/g, (_run, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    ).toString();
  }
}

/** The error of an answer; a store in front of which something else answers has no code. */
export function parseRefusal(status: number, body: Buffer, headers: Headers): StoreRefusal {
  const header = headers.get('x-amz-bucket-region') ?? undefined;
  try {
    const root = parseXml(body);
    return { status, code: childText(root, 'Code') ?? '', region: header ?? childText(root, 'Region') };
  } catch {
    return { status, code: '', region: header };
  }
}
