/**
 * Goal: chunks are written whole and their memory is given back.
 * Method: generated chunks of every kind, read back from the file.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { temporaryFolder } from '../test/support.ts';
import { writeDurably } from './durable-file.ts';

const EMPTY = Buffer.alloc(0);

test('chunks of every kind are written whole: of their own, parts of one memory, of the pool, empty', async (t) => {
  const folder = temporaryFolder(t);
  let files = 0;
  // Thirty pieces of up to 200 000 bytes are several batches.
  const piece = fc.tuple(
    fc.oneof(fc.nat(64), fc.nat(200_000)),
    fc.constantFrom('own', 'shared', 'pool', 'empty'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      const shared = randomBytes(pieces.reduce((sum, [length]) => sum + length, 0));
      let at = 0;
      const chunks = pieces.map(([length, kind]) => {
        const part = shared.subarray(at, at + length);
        at += length;
        if (kind === 'empty') return EMPTY;
        if (kind === 'shared') return part;
        return kind === 'pool' ? Buffer.from(part) : Buffer.from(Uint8Array.from(part).buffer);
      });
      const expected = Buffer.concat(chunks);
      const path = join(folder, String(files++));
      await writeDurably(path, Readable.from(chunks));
      assert.ok(readFileSync(path).equals(expected));
    }),
    { numRuns: 60 },
  );
});

test('a chunk with memory of its own is given back once written; memory that others use is left alone', async (t) => {
  const own = Buffer.from(new ArrayBuffer(70_000));
  const shared = Buffer.alloc(140_000, 'x');
  const pooled = Buffer.from('pooled');
  const parts = [shared.subarray(0, 70_000), shared.subarray(70_000)];
  await writeDurably(join(temporaryFolder(t), 'file'), Readable.from([own, ...parts, pooled]));
  assert.equal(own.length, 0);
  assert.ok(shared.equals(Buffer.alloc(140_000, 'x')));
  assert.equal(pooled.toString(), 'pooled');
});
