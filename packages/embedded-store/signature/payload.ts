import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  CHECKSUM_ALGORITHMS,
  type Checksum,
  type ChecksumAlgorithm,
  startChecksum,
} from '../wire/checksums.ts';
import { byteCount, type RequestFields } from '../wire/request-fields.ts';
import { s3Error } from '../wire/s3-error.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import type { PayloadPromise } from './verify-signature.ts';

/** `etag` is the MD5 in hex; `checksum` the one that the client asked for, if any. */
type PayloadDigest = { readonly size: number; readonly etag: string; readonly checksum: Checksum | null };

export type Payload = {
  /** Known before the first byte. */
  readonly bytes: number;
  /** The decoded content; its end is reached only if every digest the client sent is right. Iterate once. */
  readonly chunks: AsyncIterable<Buffer>;
  /** After the end of `chunks`: what is stored with them. */
  digest(): PayloadDigest;
};

export type PayloadOptions = {
  readonly maxBytes: number;
  /** On CompleteMultipartUpload the `x-amz-checksum-*` headers speak of the object, not of this body. */
  readonly checksumHeaders: boolean;
  /** Called when the first byte is wanted: the place for `100 Continue`. */
  readonly onStart: () => void;
};

/**
 * The body of a request as a checked stream: length, Content-MD5, `x-amz-checksum-*` header or trailer, and the
 * SHA-256 or the chunk signatures that the signature promised. Each is compared when the last byte has passed, so the
 * consumer must keep nothing if the iteration throws.
 *
 * Throws MissingContentLength, EntityTooLarge, InvalidDigest, InvalidRequest at once; IncompleteBody, BadDigest,
 * XAmzContentSHA256Mismatch, SignatureDoesNotMatch while iterating.
 */
export function openPayload(
  req: IncomingMessage,
  fields: RequestFields,
  promise: PayloadPromise,
  options: PayloadOptions,
): Payload {
  const length = byteCount(
    fields,
    promise.kind === 'aws-chunked' ? 'x-amz-decoded-content-length' : 'content-length',
  );
  if (length === undefined) throw s3Error('MissingContentLength');
  if (length > options.maxBytes) throw s3Error('EntityTooLarge');
  const expectedMd5 = readContentMd5(fields);
  const expected = options.checksumHeaders ? readExpectedChecksum(fields) : null;

  const md5 = createHash('md5');
  const sha256 = promise.kind === 'sha256' ? createHash('sha256') : null;
  const checksum = expected === null ? null : startChecksum(expected.algorithm);
  let trailers: ReadonlyMap<string, string> = new Map();
  let digest: PayloadDigest | undefined;

  async function* chunks(): AsyncGenerator<Buffer> {
    options.onStart();
    const wire = readBody(req);
    const decoded =
      promise.kind === 'aws-chunked'
        ? decodeAwsChunked(wire, {
            decodedBytes: length!,
            signing: promise.signing,
            trailer: promise.trailer,
            onTrailers: (received) => {
              const announced = fields.get('x-amz-trailer')?.trim().toLowerCase();
              if ([...received.keys()].some((name) => name !== announced)) throw s3Error('InvalidRequest');
              trailers = received;
            },
          })
        : wire;
    let bytes = 0;
    for await (const chunk of decoded) {
      bytes += chunk.length;
      md5.update(chunk);
      sha256?.update(chunk);
      checksum?.update(chunk);
      yield chunk;
    }
    // Node and the decoder see to it; a mistake of theirs would store half an object.
    if (bytes !== length) throw s3Error('IncompleteBody');
    finish();
  }

  function finish(): void {
    const md5Bytes = md5.digest();
    if (expectedMd5 !== null && !expectedMd5.equals(md5Bytes)) throw s3Error('BadDigest');
    if (promise.kind === 'sha256' && sha256!.digest('hex') !== promise.hex) {
      throw s3Error('XAmzContentSHA256Mismatch');
    }
    let computed: Checksum | null = null;
    if (expected !== null) {
      computed = { algorithm: expected.algorithm, value: checksum!.digest() };
      const value = expected.value ?? trailers.get(`x-amz-checksum-${expected.algorithm}`);
      if (value !== computed.value) throw s3Error('BadDigest');
    }
    digest = { size: length!, etag: md5Bytes.toString('hex'), checksum: computed };
  }

  return {
    bytes: length,
    chunks: chunks(),
    digest() {
      if (digest === undefined) throw new Error('the payload was not read to its end');
      return digest;
    },
  };
}

async function* readBody(req: IncomingMessage): AsyncGenerator<Buffer> {
  // The default iterator destroys the socket when it is left early, and with it the way for the error's answer.
  for await (const chunk of req.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
}

function readContentMd5(fields: RequestFields): Buffer | null {
  const value = fields.get('content-md5');
  if (value === undefined) return null;
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== 16 || bytes.toString('base64') !== value) throw s3Error('InvalidDigest');
  return bytes;
}

type ExpectedChecksum = {
  algorithm: ChecksumAlgorithm /** null: comes as a trailer */;
  value: string | null;
};

/** At most one checksum, as a header or announced as a trailer. Throws InvalidRequest, InvalidDigest. */
function readExpectedChecksum(fields: RequestFields): ExpectedChecksum | null {
  const expected: ExpectedChecksum[] = [];
  const trailer = fields.get('x-amz-trailer')?.trim();
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const name = `x-amz-checksum-${algorithm}`;
    const value = fields.get(name);
    if (value !== undefined) expected.push({ algorithm, value });
    if (trailer?.toLowerCase() === name) expected.push({ algorithm, value: null });
  }
  if (expected.length > 1) throw s3Error('InvalidRequest', 'More than one checksum was sent.');
  if (trailer !== undefined && expected[0]?.value !== null) {
    throw s3Error('InvalidRequest', 'The announced trailer is not known.');
  }
  const value = expected[0]?.value ?? null;
  if (value !== null && Buffer.from(value, 'base64').toString('base64') !== value)
    throw s3Error('InvalidDigest');
  return expected[0] ?? null;
}
