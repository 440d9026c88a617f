import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;

/**
 * HMAC-SHA256 (RFC 2104) with one key for many short ASCII messages, as hex.
 *
 * Why not `createHmac`: it builds a stream object and sets the key up anew for every message, three times the cost of
 * the two hashes themselves. Here the padded key lies ready in front of a buffer and the one-shot hash runs
 * over it. `hmac-sha256.test.ts` holds it equal to `createHmac` and to the vectors of RFC 4231.
 *
 * The buffers are shared between calls: safe, since a call never yields.
 *
 * @param key at most 64 bytes; V4 signing keys have 32
 * @throws RangeError for a longer key
 */
export function createHmacSha256(key: Uint8Array): (asciiMessage: string) => string {
  if (key.length > BLOCK_BYTES) throw new RangeError('key is longer than a block');
  let inner = Buffer.alloc(BLOCK_BYTES + 512);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
  for (let index = 0; index < BLOCK_BYTES; index += 1) {
    inner[index] = (key[index] ?? 0) ^ 0x36;
    outer[index] = (key[index] ?? 0) ^ 0x5c;
  }
  return (asciiMessage) => {
    const end = BLOCK_BYTES + asciiMessage.length;
    if (end > inner.length) inner = Buffer.concat([inner.subarray(0, BLOCK_BYTES)], end);
    inner.write(asciiMessage, BLOCK_BYTES, 'latin1');
    // 'latin1' hands the digest over as a string of 32 bytes: cheaper than a new Buffer each time.
    outer.write(hash('sha256', inner.subarray(0, end), 'latin1'), BLOCK_BYTES, 'latin1');
    return hash('sha256', outer, 'hex');
  };
}
