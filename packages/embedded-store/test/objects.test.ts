/**
 * Goal: what was put comes back byte for byte, and an upload that fails leaves the old object.
 * Method: the AWS SDK, and bare sockets for clients that misbehave.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { eventually } from '../../../test/fixtures/eventually.ts';
import {
  BUCKET,
  beginByLink,
  errorCode,
  send,
  signByHeader,
  signLink,
  startStore,
  type TestStore,
} from './support.ts';

const PATH = `/${BUCKET}/folder/file`;

type Options = { headers?: Record<string, string>; payloadHash?: string; query?: [string, string][] };

async function ask(store: TestStore, method: string, body?: Buffer | string, options: Options = {}) {
  const signed = signByHeader({ port: store.port, method, path: PATH, ...options });
  return await send(store.port, { ...signed, ...(body !== undefined && { body }) });
}

/** Files of content that lie in the bucket's fan-out folders. */
function contentFiles(store: TestStore): string[] {
  const names = readdirSync(join(store.dir, 'buckets', BUCKET), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /[0-9a-f]{64}\./.test(name) && !name.endsWith('.json'));
}

test('the AWS SDK reads back what it wrote, as a buffer and as a stream, with checksums both ways', async (t) => {
  const store = await startStore(t);
  const body = Buffer.alloc(300_000, 'контракт');
  for (const [Key, Body] of [
    ['buffer', body],
    ['stream', Readable.from([body])],
    ['empty', ''],
  ] as const) {
    const put = new PutObjectCommand({
      Bucket: BUCKET,
      Key,
      Body,
      ContentLength: Key === 'empty' ? 0 : body.length,
      ContentType: 'application/pdf',
      ContentDisposition: 'attachment; filename="a.pdf"',
      Metadata: { author: 'МІС'.length.toString() },
    });
    const written = await store.client.send(put);
    const read = await store.client.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
    const bytes = Buffer.from(await read.Body!.transformToByteArray());
    const expected = Key === 'empty' ? Buffer.alloc(0) : body;
    assert.ok(bytes.equals(expected), Key);
    assert.equal(read.ETag, `"${createHash('md5').update(expected).digest('hex')}"`);
    assert.equal(written.ETag, read.ETag);
    assert.equal(read.ChecksumCRC32, written.ChecksumCRC32);
    assert.equal(read.ContentType, 'application/pdf');
    assert.equal(read.ContentDisposition, 'attachment; filename="a.pdf"');
    assert.equal(read.Metadata?.author, '3');
    assert.equal(read.ContentEncoding, undefined, 'aws-chunked is the framing of the upload, not the object');
    assert.ok(Math.abs(read.LastModified!.getTime() - Date.now()) < 5000);
    const head = await store.client.send(new HeadObjectCommand({ Bucket: BUCKET, Key }));
    assert.equal(head.ContentLength, expected.length);
  }
});

test('an object keeps its headers and bytes over a restart', async (t) => {
  const store = await startStore(t);
  await ask(store, 'PUT', 'content', { headers: { 'content-type': 'text/html', 'x-amz-meta-note': 'a  b' } });
  const before = await ask(store, 'GET');
  const again = await store.restart();
  const after = await ask(again, 'GET');
  assert.equal(after.text, 'content');
  for (const name of ['etag', 'content-type', 'last-modified', 'x-amz-meta-note', 'content-length']) {
    assert.equal(after.headers[name], before.headers[name], name);
  }
});

test('an uploaded page can neither be sniffed nor run scripts on the origin of the store', async (t) => {
  const store = await startStore(t);
  await ask(store, 'PUT', '<script>alert(1)</script>', { headers: { 'content-type': 'text/html' } });
  for (const answer of [await ask(store, 'GET'), await send(store.port, { method: 'GET', path: PATH })]) {
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.match(String(answer.headers['content-security-policy']), /^sandbox;/);
  }
});

test('deleting is idempotent and removes the file', async (t) => {
  const store = await startStore(t);
  await ask(store, 'PUT', 'content');
  assert.equal(contentFiles(store).length, 1);
  for (let i = 0; i < 2; i++) {
    await store.client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'folder/file' }));
    assert.equal((await ask(store, 'GET')).status, 404);
  }
  assert.equal(contentFiles(store).length, 0);
});

test('an upload that is not what was announced is refused and leaves the old object', async (t) => {
  const store = await startStore(t);
  await ask(store, 'PUT', 'old content');
  const md5 = (text: string) => createHash('md5').update(text).digest('base64');
  const sha256 = (text: string) => createHash('sha256').update(text);
  const cases: [string, Options][] = [
    ['BadDigest', { headers: { 'content-md5': md5('other') } }],
    ['InvalidDigest', { headers: { 'content-md5': 'bm90IGFuIG1kNQ==' } }],
    ['BadDigest', { headers: { 'x-amz-checksum-sha256': sha256('other').digest('base64') } }],
    ['BadDigest', { headers: { 'x-amz-checksum-crc32': 'AAAAAA==' } }],
    ['BadDigest', { headers: { 'x-amz-checksum-crc32c': 'AAAAAA==' } }],
    ['BadDigest', { headers: { 'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=' } }],
    ['InvalidDigest', { headers: { 'x-amz-checksum-sha1': 'not base64!' } }],
    ['InvalidRequest', { headers: { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-sha1': 'AAAA' } }],
    ['XAmzContentSHA256Mismatch', { payloadHash: sha256('other').digest('hex') }],
  ];
  for (const [code, options] of cases) {
    const answer = await ask(store, 'PUT', 'new content', options);
    assert.equal(errorCode(answer), code, JSON.stringify(options));
    assert.equal(answer.status, 400);
  }
  const right: Options = {
    headers: { 'content-md5': md5('old content'), 'x-amz-checksum-crc32c': '3nsY9A==' },
    payloadHash: sha256('old content').digest('hex'),
  };
  const wrongCrc = await ask(store, 'PUT', 'old content', right);
  assert.equal(errorCode(wrongCrc), 'BadDigest', 'one wrong digest of three');
  assert.equal((await ask(store, 'GET')).text, 'old content');
  assert.equal(contentFiles(store).length, 1, 'nothing is left behind');
});

test('an upload that breaks off leaves the old object and no file', async (t) => {
  const store = await startStore(t);
  await ask(store, 'PUT', 'old content');
  const link = signLink({ port: store.port, method: 'PUT', path: PATH });
  const socket = connect(store.port, '127.0.0.1');
  socket.on('error', () => {});
  const head = `PUT ${link} HTTP/1.1\r\nHost: 127.0.0.1:${store.port}\r\nContent-Length: 2000000\r\n\r\n`;
  socket.write(head + 'x'.repeat(1_500_000));
  await eventually('the upload has begun', () => contentFiles(store).length === 2 || undefined);
  socket.destroy();
  await eventually('the upload was given up', () => contentFiles(store).length === 1 || undefined);
  assert.equal((await ask(store, 'GET')).text, 'old content');
  const line = await eventually('it was logged', () =>
    store.lines.find(({ code }) => code === 'ConnectionClosed'),
  );
  assert.equal(line.level, 'info', 'a client that goes away is no fault of the store');
});

test('an upload without a length, or beyond the limit, is refused before a byte is read', async (t) => {
  const store = await startStore(t, { maxObjectBytes: 1000 });
  const signed = signByHeader({ port: store.port, method: 'PUT', path: PATH });
  const chunked = { ...signed.headers, 'transfer-encoding': 'chunked' };
  assert.equal((await send(store.port, { ...signed, headers: chunked, body: 'x' })).status, 411);
  assert.equal(errorCode(await ask(store, 'PUT', 'x'.repeat(1001))), 'EntityTooLarge');
  assert.equal((await ask(store, 'PUT', 'x'.repeat(1000))).status, 200);
  assert.equal((await ask(store, 'GET', 'a body where none belongs')).status, 400);
});

test('a refusal reaches a client that is still sending, and the connection is good for the next request', async (t) => {
  const store = await startStore(t);
  const path = `/${BUCKET}/x`;
  const host = `Host: 127.0.0.1:${store.port}`;
  const socket = connect(store.port, '127.0.0.1');
  t.after(() => socket.destroy());
  let received = '';
  socket.on('data', (piece) => {
    received += piece.toString('latin1');
  });
  socket.write(`PUT ${path} HTTP/1.1\r\n${host}\r\nContent-Length: 1000000\r\n\r\n${'x'.repeat(400_000)}`);
  await eventually('refusal', () => /^HTTP\/1\.1 403 /.test(received) || undefined);
  received = '';
  const link = signLink({ port: store.port, method: 'GET', path });
  socket.write(`${'x'.repeat(600_000)}GET ${link} HTTP/1.1\r\n${host}\r\n\r\n`);
  await eventually('the next answer', () => /^HTTP\/1\.1 404 /m.test(received) || undefined);
});

test('a client that goes on sending after a refusal is cut off', async (t) => {
  const store = await startStore(t);
  const socket = connect(store.port, '127.0.0.1');
  t.after(() => socket.destroy());
  let closed = false;
  socket.on('error', () => {});
  socket.on('close', () => {
    closed = true;
  });
  socket.resume();
  socket.write(`PUT /${BUCKET}/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n`);
  const piece = Buffer.alloc(100_000);
  let sent = 0;
  await eventually('the connection is closed', () => {
    if (closed) return true;
    if (socket.writableLength < 1_000_000 && socket.write(piece)) sent += piece.length;
    return undefined;
  });
  assert.ok(sent < 50_000_000, `${sent} bytes were taken`);
});

test('a client that waits for 100 Continue is told to go on only after its signature was found good', async (t) => {
  const store = await startStore(t);
  const talk = async (link: string): Promise<string> => {
    const socket = connect(store.port, '127.0.0.1');
    t.after(() => socket.destroy());
    let received = '';
    socket.on('data', (piece) => {
      received += piece.toString('latin1');
      if (/^HTTP\/1\.1 100 /.test(received) && !received.includes('HTTP/1.1 200')) socket.write('content');
    });
    const head = `PUT ${link} HTTP/1.1\r\nHost: 127.0.0.1:${store.port}\r\nContent-Length: 7\r\n`;
    socket.write(`${head}Expect: 100-continue\r\n\r\n`);
    return await eventually('answer', () => (/HTTP\/1\.1 [2-5]\d\d /.test(received) ? received : undefined));
  };
  const link = signLink({ port: store.port, method: 'PUT', path: PATH });
  assert.match(await talk(link), /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
  const refused = await talk(link.replace('X-Amz-Expires=600', 'X-Amz-Expires=601'));
  assert.match(refused, /^HTTP\/1\.1 403 /);
  assert.match(refused, /connection: close/i);
});

test('silence ends an upload; a slow one that goes on may take as long as it likes', async (t) => {
  const store = await startStore(t, { idleTimeoutSeconds: 0.5 });
  const begin = () => beginByLink(t, store, 'PUT', PATH, 'Content-Length: 10\r\n');
  const silent = begin();
  const slow = begin();
  let sent = 0;
  const timer = setInterval(() => {
    slow.socket.write('x');
    sent += 1;
    if (sent === 10) clearInterval(timer);
  }, 150);
  t.after(() => clearInterval(timer));
  const refusal = await eventually('refusal', () =>
    silent.received() === '' ? undefined : silent.received(),
  );
  assert.match(refusal, /^HTTP\/1\.1 400 /);
  assert.match(refusal, /RequestTimeout/);
  await eventually('the silent connection is closed', () => silent.closed() || undefined);
  const stored = await eventually('answer', () => (slow.received() === '' ? undefined : slow.received()));
  assert.match(stored, /^HTTP\/1\.1 200 /, '1.5 s in all, never 0.5 s of silence');
  assert.equal((await ask(store, 'GET')).text, 'x'.repeat(10));
});

test('a download that nobody reads is closed after the time of silence', async (t) => {
  const store = await startStore(t, { idleTimeoutSeconds: 0.5 });
  await ask(store, 'PUT', Buffer.alloc(40_000_000));
  const link = signLink({ port: store.port, method: 'GET', path: PATH });
  const socket = connect(store.port, '127.0.0.1');
  t.after(() => socket.destroy());
  socket.on('error', () => {});
  socket.write(`GET ${link} HTTP/1.1\r\nHost: 127.0.0.1:${store.port}\r\n\r\n`);
  socket.pause();
  await eventually('the download was given up', () =>
    store.lines.find(({ method, code }) => method === 'GET' && code),
  );
});
