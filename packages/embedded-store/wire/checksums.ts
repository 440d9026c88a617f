import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const CHECKSUM_ALGORITHMS = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

/** `value` is base64 of the big-endian digest, as in the `x-amz-checksum-*` headers. */
export type Checksum = { readonly algorithm: ChecksumAlgorithm; readonly value: string };

export type RunningChecksum = { update(bytes: Uint8Array): void; digest(): string };

/** Starts one of the checksums of the S3 API; `digest` gives base64. */
export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  if (algorithm === 'crc32') return startCrc32();
  if (algorithm === 'crc32c') return startCrc32c();
  if (algorithm === 'crc64nvme') return startCrc64();
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('base64') };
}

function startCrc32(): RunningChecksum {
  let crc = 0;
  return {
    update(bytes) {
      crc = crc32(bytes, crc);
    },
    digest: () => base64Of(crc),
  };
}

/** Table of a reflected CRC with a polynomial of up to 64 bits, split into halves: numbers, since BigInt is slow. */
function crcTable(polynomial: bigint): { low: Uint32Array; high: Uint32Array } {
  const low = new Uint32Array(256);
  const high = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
    low[byte] = Number(crc & 0xffffffffn);
    high[byte] = Number(crc >> 32n);
  }
  return { low, high };
}

const CASTAGNOLI = crcTable(0x82f63b78n).low;

function startCrc32c(): RunningChecksum {
  let crc = 0xffffffff;
  return {
    update(bytes) {
      let c = crc;
      for (let i = 0; i < bytes.length; i++) c = CASTAGNOLI[(c ^ bytes[i]!) & 0xff]! ^ (c >>> 8);
      crc = c;
    },
    digest: () => base64Of((crc ^ 0xffffffff) >>> 0),
  };
}

const NVME = crcTable(0x9a6c9329ac4bc9b5n);

function startCrc64(): RunningChecksum {
  let low = 0xffffffff;
  let high = 0xffffffff;
  return {
    update(bytes) {
      let l = low;
      let h = high;
      for (let i = 0; i < bytes.length; i++) {
        const at = (l ^ bytes[i]!) & 0xff;
        l = ((l >>> 8) | (h << 24)) ^ NVME.low[at]!;
        h = (h >>> 8) ^ NVME.high[at]!;
      }
      low = l;
      high = h;
    },
    digest: () => base64Of(~high >>> 0, ~low >>> 0),
  };
}

function base64Of(...words: number[]): string {
  const bytes = Buffer.alloc(4 * words.length);
  words.forEach((word, i) => {
    bytes.writeUInt32BE(word, 4 * i);
  });
  return bytes.toString('base64');
}
