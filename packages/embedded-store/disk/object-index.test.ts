/**
 * Goal: the index knows how much a bucket holds, whatever happened to its objects.
 * Method: random changes, each followed by a sum over all.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createObjectIndex } from './object-index.ts';
import type { ObjectRecord } from './record.ts';

const recordOf = (key: string, size: number) => ({ key, size }) as ObjectRecord;

test('the bytes are the sum of all sizes after any objects have been put, replaced and deleted', () => {
  const key = fc.constantFrom('a', 'б', 'c');
  const change = fc.tuple(key, fc.option(fc.nat(1000)));
  fc.assert(
    fc.property(fc.array(change), fc.uniqueArray(key), (changes, present) => {
      const index = createObjectIndex(present.map((name) => recordOf(name, 7)));
      for (const [name, size] of changes) {
        if (size === null) index.delete(name);
        else index.set(recordOf(name, size));
        const sizes = index.keys.map((each) => index.get(each)?.size ?? 0);
        assert.equal(
          index.bytes(),
          sizes.reduce((sum, each) => sum + each, 0),
        );
      }
    }),
  );
});
