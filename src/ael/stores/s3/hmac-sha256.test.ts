/**
 * Goal: our HMAC is HMAC.
 * Method: the vectors of RFC 4231, and generated keys and messages against node:crypto.
 */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { createHmacSha256 } from './hmac-sha256.ts';

test('the vectors of RFC 4231 are reproduced', () => {
  assert.equal(
    createHmacSha256(Buffer.alloc(20, 0x0b))('Hi There'),
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  );
  assert.equal(
    createHmacSha256(Buffer.from('Jefe'))('what do ya want for nothing?'),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('every key and message give what node:crypto gives, in any order of lengths', () => {
  const key = fc.uint8Array({ maxLength: 64 });
  const messages = fc.array(fc.string({ unit: 'binary-ascii', maxLength: 1200 }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(key, messages, (secret, texts) => {
      const hmac = createHmacSha256(secret);
      for (const text of texts) {
        assert.equal(hmac(text), createHmac('sha256', secret).update(text).digest('hex'));
      }
    }),
  );
});

test('a key longer than a block is refused, since it would have to be hashed first', () => {
  assert.throws(() => createHmacSha256(new Uint8Array(65)), RangeError);
});
