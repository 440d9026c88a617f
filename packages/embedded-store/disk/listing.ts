import { s3Error } from '../wire/s3-error.ts';
import { compareUtf8, type ObjectIndex } from './object-index.ts';
import type { ObjectRecord } from './record.ts';

export type ListQuery = {
  readonly prefix: string;
  /** '' = none */
  readonly delimiter: string;
  /** 0 to 1000 entries: objects and common prefixes together. */
  readonly maxKeys: number;
  /** Entries up to and with this key or common prefix were seen before; undefined = from the start. */
  readonly after: string | undefined;
};

export type ListPage = {
  readonly objects: readonly ObjectRecord[];
  readonly commonPrefixes: readonly string[];
  /** The last entry of a page that is not the last one; the `after` of the next page. */
  readonly last: string | undefined;
};

/**
 * One page of the keys that begin with `prefix`, in UTF-8 byte order. With a delimiter, keys that share the part up
 * to its first occurrence after the prefix appear as one common prefix, which costs one binary search however many
 * keys it stands for.
 */
export function listObjects(index: ObjectIndex, query: ListQuery): ListPage {
  const { prefix, delimiter, maxKeys, after } = query;
  const objects: ObjectRecord[] = [];
  const commonPrefixes: string[] = [];
  const page = (last: string | undefined): ListPage => ({ objects, commonPrefixes, last });
  if (maxKeys === 0) return page(undefined);

  let at = firstIndex(index, query);
  let last: string | undefined;
  while (at < index.keys.length) {
    const key = index.keys[at]!;
    if (!key.startsWith(prefix)) break;
    const common = commonPrefixOf(key, prefix, delimiter);
    if (common !== undefined && common === after) {
      at = endOfPrefix(index, common);
      continue;
    }
    if (objects.length + commonPrefixes.length === maxKeys) return page(last);
    if (common === undefined) {
      objects.push(index.get(key)!);
      last = key;
      at += 1;
    } else {
      commonPrefixes.push(common);
      last = common;
      at = endOfPrefix(index, common);
    }
  }
  return page(undefined);
}

/** How many keys begin with `prefix`: two binary searches. */
export function countObjects(index: ObjectIndex, prefix: string): number {
  return endOfPrefix(index, prefix) - index.placeOf(prefix);
}

function firstIndex(index: ObjectIndex, { prefix, after }: ListQuery): number {
  const behind = after === undefined ? 0 : index.firstNot((key) => compareUtf8(key, after) <= 0);
  return Math.max(index.placeOf(prefix), behind);
}

/** Keys with one prefix lie together, so their end is found by halving. */
function endOfPrefix(index: ObjectIndex, prefix: string): number {
  return index.firstNot((key) => compareUtf8(key, prefix) < 0 || key.startsWith(prefix));
}

function commonPrefixOf(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

/** A continuation token: where the page ended. It holds no state of the store and outlives a restart. */
export function continuationToken(last: string): string {
  return Buffer.from(last).toString('base64url');
}

/** Throws InvalidArgument. */
export function readContinuationToken(token: string): string {
  const bytes = Buffer.from(token, 'base64url');
  const text = bytes.toString();
  if (token === '' || bytes.toString('base64url') !== token || !Buffer.from(text).equals(bytes)) {
    throw s3Error('InvalidArgument', 'The continuation token is not valid.');
  }
  return text;
}
