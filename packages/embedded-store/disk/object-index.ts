import type { ObjectRecord } from './record.ts';

/** The records of one bucket, by key and in order of the keys' UTF-8 bytes. */
export type ObjectIndex = {
  get(key: string): ObjectRecord | undefined;
  set(record: ObjectRecord): void;
  delete(key: string): void;
  /** The sizes of all objects together. */
  bytes(): number;
  /** Keys in order; not to be changed, and not to be kept across an await. */
  readonly keys: readonly string[];
  /** Position in `keys` of a key: where it stands, or would. */
  placeOf(key: string): number;
  /** Position in `keys` of the first key for which `isBefore` is false; it must hold for a beginning of the order. */
  firstNot(isBefore: (key: string) => boolean): number;
};

/** Builds the index of records that have different keys, in any order. */
export function createObjectIndex(records: readonly ObjectRecord[]): ObjectIndex {
  const byKey = new Map(records.map((record) => [record.key, record]));
  const keys = [...byKey.keys()].sort(compareUtf8);
  let bytes = records.reduce((sum, { size }) => sum + size, 0);

  const firstNot = (isBefore: (key: string) => boolean): number => {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(keys[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const placeOf = (key: string) => firstNot((other) => compareUtf8(other, key) < 0);

  return {
    keys,
    placeOf,
    firstNot,
    bytes: () => bytes,
    get: (key) => byKey.get(key),
    set(record) {
      bytes += record.size - (byKey.get(record.key)?.size ?? 0);
      // An insertion moves the later pointers, one memmove: 0.1 ms at a hundred thousand keys.
      if (!byKey.has(record.key)) keys.splice(placeOf(record.key), 0, record.key);
      byKey.set(record.key, record);
    },
    delete(key) {
      bytes -= byKey.get(key)?.size ?? 0;
      if (byKey.delete(key)) keys.splice(placeOf(key), 1);
    },
  };
}

/**
 * Order of the UTF-8 bytes of two well-formed strings, as S3 lists. JavaScript's own order is that of UTF-16 units,
 * where characters beyond U+FFFF (as surrogates, from D800) come before U+E000 to U+FFFF.
 */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return x >= 0xd800 && y >= 0xd800 ? surrogatesLast(x) - surrogatesLast(y) : x - y;
  }
  return a.length - b.length;
}

function surrogatesLast(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
