/**
 * Goal: signed streams are decoded however they are cut and refused when anything in them is changed.
 * Method: generated streams for the decoder, then uploads over HTTP.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { eventually } from '../../../test/fixtures/eventually.ts';
import {
  BUCKET,
  errorCode,
  send,
  signByHeader,
  startStore,
  type TestStore,
  timestampOf,
} from '../test/support.ts';
import { startChecksum } from '../wire/checksums.ts';
import { S3Error } from '../wire/s3-error.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import { hmac, sha256Hex } from './signing-key.ts';

const PATH = `/${BUCKET}/file`;
const KEY = Buffer.alloc(32, 7);
const SIGNING = {
  key: KEY,
  timestamp: '20260101T000000Z',
  scope: '20260101/x/s3/aws4_request',
  seedSignature: 'ab',
};

type Chain = { key: Buffer; timestamp: string; scope: string; seedSignature: string };

/** Frames pieces (the empty last one is added) and signs them when a chain is given. */
function frame(
  pieces: readonly Buffer[],
  chain: Chain | null,
  trailers: Record<string, string> | null,
): Buffer {
  const out: Buffer[] = [];
  let previous = chain?.seedSignature ?? '';
  const sign = (kind: string, tail: string): string => {
    previous = hmac(
      chain!.key,
      `AWS4-HMAC-SHA256-${kind}\n${chain!.timestamp}\n${chain!.scope}\n${previous}\n${tail}`,
    ).toString('hex');
    return previous;
  };
  for (const piece of [...pieces, Buffer.alloc(0)]) {
    const digest = createHash('sha256').update(piece).digest('hex');
    const signature =
      chain === null ? '' : `;chunk-signature=${sign('PAYLOAD', `${sha256Hex('')}\n${digest}`)}`;
    out.push(Buffer.from(`${piece.length.toString(16)}${signature}\r\n`), piece);
    if (piece.length > 0) out.push(Buffer.from('\r\n'));
  }
  if (trailers !== null) {
    const lines = Object.entries(trailers);
    for (const [name, value] of lines) out.push(Buffer.from(`${name}:${value}\r\n`));
    if (chain !== null) {
      const canonical = lines.map(([name, value]) => `${name}:${value}\n`).join('');
      out.push(Buffer.from(`x-amz-trailer-signature:${sign('TRAILER', sha256Hex(canonical))}\r\n`));
    }
  }
  out.push(Buffer.from('\r\n'));
  return Buffer.concat(out);
}

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decode(
  wire: Buffer,
  size: number,
  decodedBytes: number,
  signing: Chain | null,
  trailer: boolean,
) {
  const pieces: Buffer[] = [];
  let trailers: ReadonlyMap<string, string> = new Map();
  const onTrailers = (received: ReadonlyMap<string, string>): void => {
    trailers = received;
  };
  const options = { decodedBytes, signing, trailer, onTrailers };
  for await (const piece of decodeAwsChunked(cut(wire, size), options)) pieces.push(Buffer.from(piece));
  return { bytes: Buffer.concat(pieces), trailers };
}

const chunks = fc
  .array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 5 })
  .map((pieces) => pieces.map((piece) => Buffer.from(piece)));

test('what was framed is decoded, however the network cuts it', async () => {
  await fc.assert(
    fc.asyncProperty(
      chunks,
      fc.integer({ min: 1, max: 200 }),
      fc.boolean(),
      fc.boolean(),
      async (pieces, size, signed, trailer) => {
        const all = Buffer.concat(pieces);
        const chain = signed ? SIGNING : null;
        const wire = frame(pieces, chain, trailer ? { 'x-amz-checksum-crc32': 'AAAAAA==' } : null);
        const decoded = await decode(wire, size, all.length, chain, trailer);
        assert.ok(decoded.bytes.equals(all));
        assert.deepEqual([...decoded.trailers], trailer ? [['x-amz-checksum-crc32', 'AAAAAA==']] : []);
      },
    ),
  );
});

test('a signed stream with any one byte changed is refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      chunks,
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (pieces, position, difference) => {
        const all = Buffer.concat(pieces);
        const wire = frame(pieces, SIGNING, { 'x-amz-checksum-crc32': 'AAAAAA==' });
        const at = position % wire.length;
        wire[at] = wire[at]! ^ difference;
        // A length may be spelled in capitals: the same message.
        if (difference === 0x20 && /^[a-f]$/i.test(String.fromCharCode(wire[at]!))) return;
        await assert.rejects(decode(wire, 50, all.length, SIGNING, true), S3Error);
      },
    ),
  );
});

test('streams that are cut, go on too long, or leave out, swap or add chunks are refused', async () => {
  const pieces = [Buffer.from('first'), Buffer.from('secon')];
  const wire = frame(pieces, SIGNING, null);
  const unsigned = frame(pieces, null, null);
  const swapped = frame(pieces.toReversed(), SIGNING, null);
  const [head = '', second = ''] = wire.toString('latin1').split('secon');
  const dropped = Buffer.from(head.slice(0, head.lastIndexOf('5;')) + second.slice(2), 'latin1');
  const cases: [string, Buffer, number, Chain | null][] = [
    ['cut', wire.subarray(0, -1), 10, SIGNING],
    ['cut in a chunk', wire.subarray(0, 95), 10, SIGNING],
    ['a byte more', Buffer.concat([wire, Buffer.from('x')]), 10, SIGNING],
    ['less than announced', wire, 11, SIGNING],
    ['more than announced', wire, 9, SIGNING],
    ['a chunk left out', dropped, 5, SIGNING],
    ['no signatures', unsigned, 10, SIGNING],
    ['another chain', frame(pieces, { ...SIGNING, seedSignature: 'cd' }, null), 10, SIGNING],
    ['chunks of another upload', Buffer.concat([wire.subarray(0, 90), swapped.subarray(90)]), 10, SIGNING],
    ['unasked signatures', wire, 10, null],
    ['trailers that were not announced', frame(pieces, null, { 'x-amz-meta-a': 'b' }), 10, null],
    ['a negative length', Buffer.from('-5\r\nfirst\r\n0\r\n\r\n'), 5, null],
    ['a huge length', Buffer.from('fffffffffffff\r\n'), 5, null],
    ['a line without end', Buffer.alloc(100_000, '0'), 5, null],
    ['nothing', Buffer.alloc(0), 0, null],
  ];
  for (const [name, bytes, length, chain] of cases) {
    await assert.rejects(decode(bytes, 7, length, chain, false), S3Error, name);
  }
});

const CRC = (text: string): string => {
  const checksum = startChecksum('crc32c');
  checksum.update(Buffer.from(text));
  return checksum.digest();
};

type Kind = 'PAYLOAD' | 'PAYLOAD-TRAILER' | 'UNSIGNED';

async function upload(
  store: TestStore,
  kind: Kind,
  text: string,
  trailer: string,
  change = (wire: Buffer) => wire,
) {
  const date = new Date();
  const withTrailer = kind !== 'PAYLOAD';
  const signed = signByHeader({
    port: store.port,
    method: 'PUT',
    path: PATH,
    date,
    payloadHash:
      kind === 'UNSIGNED' ? 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' : `STREAMING-AWS4-HMAC-SHA256-${kind}`,
    headers: {
      'content-encoding': 'aws-chunked, gzip',
      'x-amz-decoded-content-length': String(Buffer.byteLength(text)),
      ...(withTrailer && { 'x-amz-trailer': 'x-amz-checksum-crc32c' }),
    },
  });
  const { key, scope, seed } = signed;
  const chain =
    kind === 'UNSIGNED' ? null : { key, scope, timestamp: timestampOf(date), seedSignature: seed };
  const pieces = [Buffer.from(text.slice(0, 9000)), Buffer.from(text.slice(9000))].filter(
    ({ length }) => length > 0,
  );
  const wire = frame(pieces, chain, withTrailer ? { 'x-amz-checksum-crc32c': trailer } : null);
  return await send(store.port, { ...signed, body: change(wire) });
}

test('uploads in each streaming form are stored if chunk signatures and trailing checksum are right', async (t) => {
  const store = await startStore(t);
  const text = 'контракт'.repeat(2000);
  const flip = (wire: Buffer): Buffer => {
    const changed = Buffer.from(wire);
    changed[500] = changed[500]! ^ 1;
    return changed;
  };
  for (const kind of ['PAYLOAD', 'PAYLOAD-TRAILER', 'UNSIGNED'] as const) {
    assert.equal((await upload(store, kind, text, CRC(text))).status, 200, kind);
    const read = await send(store.port, signByHeader({ port: store.port, method: 'GET', path: PATH }));
    assert.equal(read.text, text, kind);
    assert.equal(read.headers['content-encoding'], 'gzip', 'only the coding of the object itself is kept');

    const changed = await upload(store, kind, `${text}x`, CRC(`${text}x`), flip);
    assert.equal(errorCode(changed), kind === 'UNSIGNED' ? 'BadDigest' : 'SignatureDoesNotMatch', kind);
    if (kind !== 'PAYLOAD')
      assert.equal(errorCode(await upload(store, kind, `${text}x`, CRC('other'))), 'BadDigest');
    const kept = await send(store.port, signByHeader({ port: store.port, method: 'GET', path: PATH }));
    assert.equal(kept.text, text, 'the former object stays');
  }
});

test('a streaming form cannot be claimed by a link', async (t) => {
  const store = await startStore(t);
  const { signLink } = await import('../test/support.ts');
  const payloadHash = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
  const query = [['X-Amz-Content-Sha256', payloadHash]] as const;
  const path = signLink({ port: store.port, method: 'PUT', path: PATH, query, payloadHash });
  assert.equal((await send(store.port, { method: 'PUT', path, body: '0\r\n\r\n' })).status, 501);
});

test('a client that sends byte by byte is served like any other', async (t) => {
  const store = await startStore(t);
  const signed = signByHeader({ port: store.port, method: 'PUT', path: PATH });
  const socket = connect({ port: store.port, host: '127.0.0.1', noDelay: true });
  t.after(() => socket.destroy());
  let received = '';
  socket.on('data', (piece) => {
    received += piece.toString('latin1');
  });
  const headers = Object.entries({ ...signed.headers, 'content-length': '300' });
  socket.write(`PUT ${PATH} HTTP/1.1\r\n${headers.map(([n, v]) => `${n}: ${v}`).join('\r\n')}\r\n\r\n`);
  for (let i = 0; i < 300; i++) await new Promise<void>((resolve) => socket.write('x', () => resolve()));
  await eventually('answer', () => received.startsWith('HTTP/1.1 200 ') || undefined);
  assert.equal(store.store.head(BUCKET, 'file')?.size, 300);
});
