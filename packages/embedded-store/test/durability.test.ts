/**
 * Goal: what was acknowledged survives kill -9, full disks and writers at once.
 * Method: stores in processes of their own, and a small file system.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { eventually } from '../../../test/fixtures/eventually.ts';
import { openBucket } from '../disk/bucket.ts';
import { openObject, storeObject } from '../disk/objects.ts';
import {
  BUCKET,
  errorCode,
  s3Client,
  send,
  signByHeader,
  startChild,
  startStore,
  type TestStore,
  temporaryFolder,
} from './support.ts';

/** A body that tells which one it is, so that a mixture of two is recognised. */
function bodyOf(key: string, version: number): Buffer {
  return Buffer.alloc(20_000 + ((version * 7919) % 400_000), `${key}#${version};`);
}

async function ask(store: { port: number }, method: string, key: string, body?: Buffer) {
  const signed = signByHeader({ port: store.port, method, path: `/${BUCKET}/${key}` });
  return await send(store.port, { ...signed, ...(body !== undefined && { body }) });
}

/** Names of all files of a kind below the bucket. */
function files(dir: string, kind: 'record' | 'content' | 'temporary'): string[] {
  const names = readdirSync(join(dir, 'buckets', BUCKET), { recursive: true, encoding: 'utf8' });
  const pattern = { record: /\.json$/, content: /\.[0-9a-f]{16}$/, temporary: /\.tmp$/ }[kind];
  return names.filter((name) => pattern.test(name));
}

test('kill -9 in the middle of uploads leaves whole objects, and each that was acknowledged', async (t) => {
  const dir = temporaryFolder(t);
  const keys = ['a', 'b', 'c', 'd'];
  const acknowledged = new Map<string, number>();
  let version = 0;
  for (let round = 0; round < 5; round++) {
    const { child, port } = await startChild(t, dir);
    let answers = 0;
    const writer = async (key: string): Promise<void> => {
      for (;;) {
        version += 1;
        const mine = version;
        const answer = await ask({ port }, 'PUT', key, bodyOf(key, mine));
        assert.equal(answer.status, 200);
        acknowledged.set(key, mine);
        answers += 1;
      }
    };
    // Each writer goes on until its connection breaks.
    const writers = keys.map((key) => writer(key).catch(() => {}));
    // Another moment within the cycle of an upload every time.
    await eventually('some uploads are through', () => answers > 8 + round * 3 || undefined);
    child.kill('SIGKILL');
    await Promise.all(writers);

    const store = await startStore(t, { dir, buckets: [BUCKET] });
    for (const key of keys) {
      const answer = await ask(store, 'GET', key);
      const [, of, found] = /^(\w)#(\d+);/.exec(answer.text.slice(0, 40)) ?? [];
      assert.equal(of, key);
      assert.ok(answer.body.equals(bodyOf(key, Number(found))), `${key} is whole`);
      assert.ok(Number(found) >= acknowledged.get(key)!, 'nothing older than what was acknowledged');
      assert.equal(answer.headers.etag, `"${createHash('md5').update(answer.body).digest('hex')}"`);
    }
    assert.equal(files(dir, 'temporary').length, 0, 'temporary files were swept');
    assert.equal(files(dir, 'content').length, keys.length, 'contents without a record were swept');
    await store.close();
  }
});

test('many writers of one key leave one whole object, and readers see only whole ones', async (t) => {
  const store = await startStore(t);
  await ask(store, 'PUT', 'key', bodyOf('key', 0));
  let writing = true;
  const isWhole = (body: Buffer): boolean => {
    const version = Number(/^key#(\d+);/.exec(body.subarray(0, 40).toString())?.[1]);
    return body.equals(bodyOf('key', version));
  };
  const reader = async (): Promise<number> => {
    let reads = 0;
    while (writing) {
      const answer = await ask(store, 'GET', 'key');
      assert.equal(answer.status, 200);
      assert.ok(isWhole(answer.body));
      reads += 1;
    }
    return reads;
  };
  const readers = [reader(), reader()];
  const writers = Array.from({ length: 30 }, (_, i) => ask(store, 'PUT', 'key', bodyOf('key', i + 1)));
  for (const answer of await Promise.all(writers)) assert.equal(answer.status, 200);
  writing = false;
  assert.ok((await Promise.all(readers)).every((reads) => reads > 0));
  assert.ok(isWhole((await ask(store, 'GET', 'key')).body));
  assert.equal(files(store.dir, 'content').length, 1);
});

test('an object that is replaced between being found and being opened is read in its new form', async (t) => {
  const bucket = await openBucket(temporaryFolder(t), BUCKET, { info() {}, warn() {}, error() {} });
  const store = (text: string) =>
    storeObject(bucket, {
      key: 'key',
      contentType: '',
      headers: {},
      chunks: Readable.from([Buffer.from(text)]),
      finish: () => ({ size: text.length, etag: '0'.repeat(32), checksum: null }),
      now: new Date(),
      precondition: () => {},
    });
  const stale = await store('old');
  await store('newer');
  let asked = 0;
  const get = (key: string) => (asked++ === 0 ? stale : bucket.index.get(key));
  const { record, file } = await openObject({ ...bucket, index: { ...bucket.index, get } }, 'key');
  assert.equal(await file.readFile('utf8'), 'newer');
  assert.equal(record.size, 5);
  await file.close();
});

test('a download that has begun ends with the bytes it began with, though the object is replaced or deleted', async (t) => {
  const store = await startStore(t);
  // No two blocks are alike, so a buffer that is used again too early shows.
  const old = randomBytes(30_000_000);
  await store.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'key', Body: old }));
  const client = s3Client(store.url, { responseChecksumValidation: 'WHEN_REQUIRED' });
  const begun = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'key' }));
  await ask(store, 'PUT', 'key', Buffer.from('new'));
  await ask(store, 'DELETE', 'key');
  assert.ok(Buffer.from(await begun.Body!.transformToByteArray()).equals(old));
  client.destroy();
});

test('a full disk answers 507 InsufficientStorage, keeps the old objects and leaves nothing behind', async (t) => {
  const dir = temporaryFolder(t);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    t.skip('needs the right to mount a tmpfs (root on Linux)');
    return;
  }
  let store: TestStore | undefined;
  try {
    store = await startStore(t, { dir, buckets: [BUCKET] });
    const { port } = store;
    const old = Buffer.alloc(2_000_000, 'old');
    assert.equal((await ask({ port }, 'PUT', 'key', old)).status, 200);
    const announced = await ask({ port }, 'PUT', 'key', Buffer.alloc(7_000_000));
    assert.deepEqual([announced.status, errorCode(announced)], [507, 'InsufficientStorage']);
    // Each of these fits by itself when it is announced; together they do not.
    const together = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        ask({ port }, 'PUT', `other ${i}`.replace(' ', '-'), Buffer.alloc(3_000_000)),
      ),
    );
    const statuses = new Set(together.map(({ status }) => status));
    assert.ok(statuses.has(507) && [...statuses].every((status) => status === 200 || status === 507));
    for (let i = 0; i < 6; i++) {
      const stored = await ask({ port }, 'GET', `other-${i}`);
      assert.equal(stored.body.length, together[i]!.status === 200 ? 3_000_000 : stored.body.length);
      assert.equal(stored.status, together[i]!.status === 200 ? 200 : 404);
    }
    // Small objects until not even one more record fits.
    let last = 200;
    for (let i = 0; last === 200; i++)
      last = (await ask({ port }, 'PUT', `small-${i}`, Buffer.alloc(50_000))).status;
    assert.equal(last, 507);
    assert.ok((await ask({ port }, 'GET', 'key')).body.equals(old));
    assert.equal(files(dir, 'temporary').length, 0);
    assert.equal(files(dir, 'content').length, files(dir, 'record').length);
    assert.ok(
      store.lines.some(({ level, status }) => level === 'error' && status === 507),
      'the operator learns of it',
    );
    assert.equal((await ask({ port }, 'DELETE', 'key')).status, 204, 'deleting makes room again');
    assert.equal((await ask({ port }, 'PUT', 'after', Buffer.alloc(1_500_000))).status, 200);
  } finally {
    await store?.close();
    execFileSync('umount', [dir]);
  }
});

test('leftovers of an interrupted run are swept, foreign files and contents of damaged records are not', async (t) => {
  const store = await startStore(t);
  for (const key of ['good', 'damaged', 'altered', 'bereft']) await ask(store, 'PUT', key, bodyOf(key, 1));
  await store.close();
  const hash = (key: string): string => createHash('sha256').update(key).digest('hex');
  const folder = (key: string): string => join(store.dir, 'buckets', BUCKET, hash(key).slice(0, 2));
  const recordPath = (key: string): string => join(folder(key), `${hash(key)}.json`);
  const fileOf = (key: string): string => JSON.parse(readFileSync(recordPath(key), 'utf8')).file;
  const bereft = fileOf('bereft');
  rmSync(join(folder('bereft'), bereft));
  writeFileSync(
    recordPath('altered'),
    readFileSync(recordPath('altered'), 'utf8').replace('"altered"', '"other"'),
  );
  writeFileSync(recordPath('damaged'), '{"key":"dam');
  writeFileSync(join(folder('good'), `${hash('good')}.0123456789abcdef`), 'an upload that was cut');
  writeFileSync(join(folder('good'), `${hash('good')}.json.0123456789abcdef.tmp`), '{');
  writeFileSync(join(folder('good'), 'notes of the operator.txt'), 'mine');
  const contents = files(store.dir, 'content').length;

  const again = await startStore(t, { dir: store.dir });
  assert.deepEqual(
    again.store.list(BUCKET, { prefix: '', limit: 9 }).objects.map(({ key }) => key),
    ['good'],
  );
  assert.equal(files(store.dir, 'content').length, contents - 1, 'only the cut upload is removed');
  assert.equal(files(store.dir, 'temporary').length, 0);
  assert.ok(readdirSync(folder('good')).includes('notes of the operator.txt'));
  assert.equal(
    again.lines.filter(({ level }) => level === 'error').length,
    3,
    'each damaged record is reported',
  );
  assert.equal((await ask(again, 'PUT', 'damaged', Buffer.from('anew'))).status, 200);
  assert.equal((await ask(again, 'GET', 'damaged')).text, 'anew');
});
