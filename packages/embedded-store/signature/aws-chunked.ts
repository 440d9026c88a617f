import { createHash, timingSafeEqual } from 'node:crypto';
import { s3Error } from '../wire/s3-error.ts';
import { hmac, sha256Hex } from './signing-key.ts';
import type { ChunkSigning } from './verify-signature.ts';

const EMPTY = Buffer.alloc(0);
const EMPTY_SHA256 = sha256Hex('');
// A chunk header is a length and one signature, a trailer one checksum; longer lines are an attack on memory.
const MAX_LINE_BYTES = 1024;
const MAX_TRAILERS = 8;

export type AwsChunkedOptions = {
  /** `x-amz-decoded-content-length`; less or more than that many bytes is IncompleteBody. */
  readonly decodedBytes: number;
  /** null: the chunks carry no signatures. */
  readonly signing: ChunkSigning | null;
  readonly trailer: boolean;
  /** Called once, after the last byte, when the trailers are proved. */
  readonly onTrailers: (trailers: ReadonlyMap<string, string>) => void;
};

/**
 * Decodes the `aws-chunked` content encoding and verifies the chain of chunk signatures. Bytes of a chunk are passed
 * on before its signature is known, so that memory stays flat whatever chunk size a client chooses: whoever consumes
 * them must throw them away when this throws. Throws IncompleteBody or SignatureDoesNotMatch.
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  options: AwsChunkedOptions,
): AsyncGenerator<Buffer> {
  const input = createLineReader(source);
  const chain = options.signing === null ? null : createSignatureChain(options.signing);
  let left = options.decodedBytes;
  for (;;) {
    const { size, signature } = parseChunkHeader(await input.line(), chain !== null);
    if (size > left) throw s3Error('IncompleteBody');
    const hash = chain === null ? null : createHash('sha256');
    for (let wanted = size; wanted > 0; ) {
      const bytes = await input.bytes(wanted);
      hash?.update(bytes);
      wanted -= bytes.length;
      yield bytes;
    }
    chain?.verifyChunk(hash!.digest('hex'), signature);
    left -= size;
    if (size === 0) break;
    if ((await input.line()) !== '') throw s3Error('IncompleteBody');
  }
  if (left !== 0) throw s3Error('IncompleteBody');
  options.onTrailers(await readTrailers(input, options.trailer, chain));
  await input.end();
}

type LineReader = ReturnType<typeof createLineReader>;
type SignatureChain = ReturnType<typeof createSignatureChain>;

function parseChunkHeader(line: string, signed: boolean): { size: number; signature: string } {
  const match = /^([0-9A-Fa-f]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
  if (match === null || (match[2] !== undefined) !== signed) throw s3Error('IncompleteBody');
  return { size: Number.parseInt(match[1]!, 16), signature: match[2] ?? '' };
}

/** Each signature covers the one before it, so that chunks cannot be dropped, swapped or taken from elsewhere. */
function createSignatureChain({ key, timestamp, scope, seedSignature }: ChunkSigning) {
  let previous = seedSignature;
  const verify = (textToSign: string, signature: string): void => {
    const expected = hmac(key, textToSign);
    if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) throw s3Error('SignatureDoesNotMatch');
    previous = signature;
  };
  return {
    verifyChunk(sha256: string, signature: string): void {
      const head = `AWS4-HMAC-SHA256-PAYLOAD\n${timestamp}\n${scope}\n${previous}`;
      verify(`${head}\n${EMPTY_SHA256}\n${sha256}`, signature);
    },
    verifyTrailers(canonicalTrailers: string, signature: string): void {
      const head = `AWS4-HMAC-SHA256-TRAILER\n${timestamp}\n${scope}\n${previous}`;
      verify(`${head}\n${sha256Hex(canonicalTrailers)}`, signature);
    },
  };
}

async function readTrailers(
  input: LineReader,
  allowed: boolean,
  chain: SignatureChain | null,
): Promise<Map<string, string>> {
  const trailers = new Map<string, string>();
  for (let line = await input.line(); line !== ''; line = await input.line()) {
    const match = /^([a-z0-9-]+):([\x20-\x7e]*)$/.exec(line);
    if (!allowed || match === null || trailers.has(match[1]!) || trailers.size >= MAX_TRAILERS) {
      throw s3Error('IncompleteBody');
    }
    trailers.set(match[1]!, match[2]!.trim());
  }
  if (allowed && chain !== null) {
    const signature = trailers.get('x-amz-trailer-signature') ?? '';
    trailers.delete('x-amz-trailer-signature');
    if (!/^[0-9a-f]{64}$/.test(signature)) throw s3Error('SignatureDoesNotMatch');
    chain.verifyTrailers([...trailers].map(([name, value]) => `${name}:${value}\n`).join(''), signature);
  }
  return trailers;
}

/** Reads lines and counted bytes from a stream of buffers; holds at most one buffer and one line. */
function createLineReader(source: AsyncIterable<Buffer>) {
  const input = source[Symbol.asyncIterator]();
  let held: Buffer = EMPTY;
  const next = async (): Promise<Buffer> => {
    const result = await input.next();
    if (result.done === true) throw s3Error('IncompleteBody');
    return result.value;
  };
  return {
    /** The next line without its CR LF. */
    async line(): Promise<string> {
      for (;;) {
        const end = held.indexOf('\r\n');
        if (end >= 0 && end <= MAX_LINE_BYTES) {
          const line = held.toString('latin1', 0, end);
          held = held.subarray(end + 2);
          return line;
        }
        if (held.length > MAX_LINE_BYTES) throw s3Error('IncompleteBody');
        const more = await next();
        held = held.length === 0 ? more : Buffer.concat([held, more]);
      }
    },
    /** From one byte to `atMost`. */
    async bytes(atMost: number): Promise<Buffer> {
      while (held.length === 0) held = await next();
      const bytes = held.subarray(0, atMost);
      held = held.subarray(bytes.length);
      return bytes;
    },
    /** Nothing may follow the last line. */
    async end(): Promise<void> {
      if (held.length > 0 || (await input.next()).done !== true) throw s3Error('IncompleteBody');
    },
  };
}
