/**
 * Goal: nobody takes the store from the others: uploads at a time, the space that they announce, the time of a transfer
 * and connections have limits.
 * Method: bare sockets that begin transfers and do not go on, or trickle.
 */
import assert from 'node:assert/strict';
import { statfs } from 'node:fs/promises';
import { type TestContext, test } from 'node:test';
import { eventually } from '../../../test/fixtures/eventually.ts';
import {
  BUCKET,
  beginByLink,
  errorCode,
  send,
  signByHeader,
  startStore,
  type Talk,
  type TestStore,
} from './support.ts';

/** A request by a link, of whose body nothing is sent yet. */
function begin(t: TestContext, store: TestStore, method: string, key: string, bytes = 10): Talk {
  const length = method === 'PUT' ? `Content-Length: ${bytes}\r\nExpect: 100-continue\r\n` : '';
  return beginByLink(t, store, method, `/${BUCKET}/${key}`, length);
}

/** Its body is asked for. */
const runs = ({ received }: Talk) => eventually('100 Continue', () => received().includes(' 100 '));
const answered = ({ received }: Talk) =>
  eventually('an answer', () => /HTTP\/1\.1 [2-5]\d\d /.test(received()) && received());

async function put(store: TestStore, key: string, body: Buffer | string) {
  const signed = signByHeader({ port: store.port, method: 'PUT', path: `/${BUCKET}/${key}` });
  return await send(store.port, { ...signed, body });
}

test('of one link four uploads run at a time; a fifth waits, and is told to come again', async (t) => {
  const store = await startStore(t, { uploadPatienceSeconds: 0.3 });
  const running = [1, 2, 3, 4].map(() => begin(t, store, 'PUT', 'file'));
  for (const each of running) await runs(each);
  const refusal = await answered(begin(t, store, 'PUT', 'file'));
  assert.match(refusal, /^HTTP\/1\.1 503 [\s\S]*retry-after: 5[\s\S]*<Code>SlowDown</i);
  assert.equal((await put(store, 'other', 'x')).status, 200, 'the upload of another object');
  for (const { socket } of running) socket.write('0123456789');
  for (const each of running) assert.match(await answered(each), /HTTP\/1\.1 200 /);
});

test('an upload that waits goes on when one before it ends, however that ends', async (t) => {
  const store = await startStore(t);
  const running = [1, 2, 3, 4].map(() => begin(t, store, 'PUT', 'file'));
  for (const each of running) await runs(each);
  const waiting = [begin(t, store, 'PUT', 'file'), begin(t, store, 'PUT', 'file')] as const;
  running[0]?.socket.write('0123456789');
  await runs(waiting[0]);
  running[1]?.socket.destroy();
  await runs(waiting[1]);
});

test('sixty-four uploads run at a time, of whatever objects', async (t) => {
  const store = await startStore(t, { uploadPatienceSeconds: 0.3 });
  const running = Array.from({ length: 64 }, (_, at) =>
    begin(t, store, 'PUT', `file ${at}`.replace(' ', '')),
  );
  for (const each of running) await runs(each);
  assert.equal(errorCode(await put(store, 'other', 'x')), 'SlowDown');
  running[0]?.socket.destroy();
  await eventually('room', async () => (await put(store, 'other', 'x')).status === 200);
});

test('uploads that would fit one by one, and not together, are refused', async (t) => {
  const store = await startStore(t, { maxObjectBytes: 1e14 });
  const { bavail, bsize } = await statfs(store.dir);
  const most = Math.floor(bavail * bsize * 0.6);
  const first = begin(t, store, 'PUT', 'first', most);
  await runs(first);
  const second = await answered(begin(t, store, 'PUT', 'second', most));
  assert.match(second, /^HTTP\/1\.1 507 /);
  assert.equal((await put(store, 'small', 'x')).status, 200, 'what fits beside it');
  first.socket.destroy();
  await eventually('the space of an upload that ended', async () => {
    const third = begin(t, store, 'PUT', 'third', most);
    await eventually('an answer', () => third.received() !== '');
    return third.received().includes(' 100 ');
  });
});

test('parts of a multipart upload announce their space beside others', async (t) => {
  const store = await startStore(t, { maxObjectBytes: 1e14 });
  const { bavail, bsize } = await statfs(store.dir);
  const most = Math.floor(bavail * bsize * 0.6);
  await runs(begin(t, store, 'PUT', 'first', most));
  const path = `/${BUCKET}/file`;
  const start = signByHeader({ port: store.port, method: 'POST', path, query: [['uploads', '']] });
  const uploadId = /<UploadId>(.*?)</.exec((await send(store.port, start)).text)?.[1] as string;
  const query = [
    ['partNumber', '1'],
    ['uploadId', uploadId],
  ] as const;
  const part = signByHeader({ port: store.port, method: 'PUT', path, query });
  const headers = { ...part.headers, 'content-length': String(most), expect: '100-continue' };
  assert.equal((await send(store.port, { ...part, headers })).status, 507);
});

test('an upload that trickles ends, long before its last byte, although it never falls silent', async (t) => {
  const store = await startStore(t, { transferSeconds: 0.5 });
  const slow = begin(t, store, 'PUT', 'file', 1_000_000);
  await runs(slow);
  const timer = setInterval(() => slow.socket.write('x'), 50);
  t.after(() => clearInterval(timer));
  assert.match(await answered(slow), /HTTP\/1\.1 400 [\s\S]*RequestTimeout/);
  await eventually('the connection is closed', slow.closed);
});

test('an upload that moves as a slow line does has its time', async (t) => {
  const store = await startStore(t, { transferSeconds: 0.3, slowestBytesPerSecond: 100 });
  const slow = begin(t, store, 'PUT', 'file', 1_000);
  await runs(slow);
  for (let sent = 0; sent < 1_000; sent += 100) {
    slow.socket.write('x'.repeat(100));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.match(await answered(slow), /HTTP\/1\.1 200 /);
});

test('a download that is read in drops ends', async (t) => {
  const store = await startStore(t, { transferSeconds: 0.5, slowestBytesPerSecond: 1e9 });
  await put(store, 'file', Buffer.alloc(40_000_000));
  const { socket } = begin(t, store, 'GET', 'file');
  socket.pause(); // from the first byte on: a quick machine would have it all before the first look
  const timer = setInterval(() => socket.read(1_000), 50);
  t.after(() => clearInterval(timer));
  await eventually('the download was given up', () =>
    store.lines.find(({ method, code }) => method === 'GET' && code),
  );
});

test('connections beyond the limit are closed at once, which the log tells once; idle ones make room', async (t) => {
  const store = await startStore(t, { maxConnections: 3 });
  const busy = [1, 2].map((at) => begin(t, store, 'PUT', `file${at}`));
  for (const each of busy) await runs(each);
  const idle = begin(t, store, 'GET', 'missing');
  await answered(idle);
  const refused = [1, 2, 3].map(() => begin(t, store, 'GET', 'missing'));
  await eventually('the refused connections are closed', () => refused.some((each) => each.closed()));
  await eventually('the idle one is closed', idle.closed);
  await eventually('room', async () => (await put(store, 'other', 'x')).status === 200);
  const told = store.lines.filter(({ message }) => message.includes('no connection left'));
  assert.deepEqual([told.length, told[0]?.level], [1, 'warn']);
  for (const { socket } of busy) socket.write('0123456789');
  for (const each of busy) assert.match(await answered(each), /HTTP\/1\.1 200 /);
});
