/**
 * Goal: each checksum is the published one, however the bytes are cut.
 * Method: check values, and generated cuts.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { CHECKSUM_ALGORITHMS, startChecksum } from './checksums.ts';

test('each checksum has the published check value of "123456789"', () => {
  const hex: Record<string, string> = {
    crc32: 'cbf43926',
    crc32c: 'e3069283',
    crc64nvme: 'ae8b14860a799888',
    sha1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
    sha256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
  };
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const checksum = startChecksum(algorithm);
    checksum.update(Buffer.from('123456789'));
    assert.equal(Buffer.from(checksum.digest(), 'base64').toString('hex'), hex[algorithm], algorithm);
  }
});

test('a checksum does not depend on how the bytes are cut', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, cut) => {
      for (const algorithm of CHECKSUM_ALGORITHMS) {
        const whole = startChecksum(algorithm);
        whole.update(bytes);
        const parts = startChecksum(algorithm);
        parts.update(bytes.subarray(0, cut));
        parts.update(bytes.subarray(cut));
        assert.equal(parts.digest(), whole.digest(), algorithm);
      }
      const own = startChecksum('crc32');
      own.update(bytes);
      assert.equal(Buffer.from(own.digest(), 'base64').readUInt32BE(), crc32(bytes));
      const sha = startChecksum('sha256');
      sha.update(bytes);
      assert.equal(sha.digest(), createHash('sha256').update(bytes).digest('base64'));
    }),
  );
});
