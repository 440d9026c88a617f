/**
 * MD5 (RFC 1321), piece by piece: what stores say of a file, and what neither browsers nor `crypto.subtle` compute. It
 * tells a broken transfer, never a forged one. Reads words as the machine has them: little-endian, like all that run
 * JavaScript.
 */
export type Md5 = { update(bytes: Uint8Array): void; hex(): string };

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const SINES = Int32Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32));

export function createMd5(): Md5 {
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  const block = new Uint8Array(64);
  const words = new Int32Array(block.buffer);
  let length = 0;
  function update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const filled = length % 64;
      const part = bytes.subarray(at, at + 64 - filled);
      block.set(part, filled);
      at += part.length;
      length += part.length;
      if (length % 64 === 0) digest(state, words);
    }
  }
  return {
    update,
    hex() {
      const bits = length * 8;
      update(Uint8Array.of(0x80));
      while (length % 64 !== 56) update(Uint8Array.of(0));
      words[14] = bits;
      words[15] = bits / 2 ** 32;
      digest(state, words);
      return hexOf(new Uint8Array(state.buffer));
    },
  };
}

export const hexOf = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Without an array in its loop: every byte of a file goes through it. */
function digest(state: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step++) {
    const round = step >> 4;
    let mixed = c ^ (b | ~d);
    let at = 7 * step;
    if (round === 0) {
      mixed = (b & c) | (~b & d);
      at = step;
    } else if (round === 1) {
      mixed = (b & d) | (c & ~d);
      at = 5 * step + 1;
    } else if (round === 2) {
      mixed = b ^ c ^ d;
      at = 3 * step + 5;
    }
    const sum = (a + mixed + SINES[step]! + words[at & 15]!) | 0;
    const shift = SHIFTS[4 * round + (step & 3)]!;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  for (const [at, word] of [a, b, c, d].entries()) state[at]! += word;
}
