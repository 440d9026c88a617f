/**
 * Goal: a caller gets a page as small as it can take it, and never in a coding that it cannot read.
 * Method: Accept-Encoding headers as they are sent; both codings undone.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { codingOf, createEncoder } from './encodings.ts';

describe('codingOf', () => {
  for (const [header, coding] of [
    [undefined, undefined],
    ['', undefined],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.0, *;q=0.3', 'gzip'],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['identity', undefined],
    ['br;q=x', undefined],
  ] as const)
    test(`${header} → ${coding}`, () => assert.equal(codingOf(header), coding));
});

test('what was compressed once is not compressed again, and comes back as it was', async () => {
  const encode = createEncoder();
  const content = Buffer.from('a page '.repeat(1_000));
  const [one, again, gzip] = await Promise.all([
    encode(content, 'br'),
    encode(content, 'br'),
    encode(content, 'gzip'),
  ]);
  assert.equal(one, again);
  assert.deepEqual([brotliDecompressSync(one), gunzipSync(gzip)], [content, content]);
});
