/**
 * Goal: a folder has one store at a time, which starts with sound options and stops in good order.
 * Method: real starts and stops, uploads under way.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually } from '../../../test/fixtures/eventually.ts';
import { BUCKET, CREDENTIAL, signByHeader, startChild, startStore, temporaryFolder } from './support.ts';

/** How many contents lie in the bucket, finished or not. */
function contents(dir: string): number {
  const names = readdirSync(join(dir, 'buckets', BUCKET), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.[0-9a-f]{16}$/.test(name)).length;
}

test('a folder belongs to one process at a time, and is free again when that one was killed', async (t) => {
  const dir = temporaryFolder(t);
  const { child } = await startChild(t, dir);
  await assert.rejects(startStore(t, { dir }), /in use by another process/);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const store = await startStore(t, { dir });
  await assert.rejects(startStore(t, { dir }), /in use/, 'nor twice by one process');
  await store.close();
  await (await startStore(t, { dir })).close();
});

test('a lock file torn by a power cut bars no start, and locks as a whole one does', async (t) => {
  for (const content of [
    'x',
    '\0'.repeat(100),
    'garbage'.repeat(1000),
    `SQLite format 3\0${'x'.repeat(5000)}`,
  ]) {
    const dir = temporaryFolder(t);
    writeFileSync(join(dir, 'lock'), content);
    const store = await startStore(t, { dir });
    await assert.rejects(startStore(t, { dir }), /in use by another process/);
    await store.close();
  }
  const dir = temporaryFolder(t);
  mkdirSync(join(dir, 'lock'));
  await assert.rejects(startStore(t, { dir }), /cannot be locked: look at the rights/);
});

test('closing lets a running upload finish, then refuses, and cuts what exceeds the grace', async (t) => {
  const store = await startStore(t);
  const slow = (key: string) => {
    const { path, headers } = signByHeader({ port: store.port, method: 'PUT', path: `/${BUCKET}/${key}` });
    async function* body(): AsyncGenerator<Buffer> {
      yield Buffer.from('first');
      await eventually('go on', () => goOn || undefined);
      yield Buffer.from('secnd');
    }
    const init = {
      method: 'PUT',
      headers: { ...headers, 'content-length': '10' },
      body: body(),
      duplex: 'half',
    };
    return fetch(`${store.url}${path}`, init as unknown as RequestInit);
  };
  let goOn = false;
  const finishing = slow('finished');
  await eventually('the upload runs', () => contents(store.dir) === 1 || undefined);
  const closed = store.close(5000);
  goOn = true;
  assert.equal((await finishing).status, 200);
  await closed;

  goOn = false;
  const again = await startStore(t, { dir: store.dir });
  assert.equal(again.store.head(BUCKET, 'finished')?.size, 10);
  Object.assign(store, { port: again.port, url: again.url });
  const cut = slow('cut').then(
    () => 'answered',
    () => 'cut',
  );
  await eventually('the upload runs', () => contents(store.dir) === 2 || undefined);
  await again.close(50);
  goOn = true;
  assert.equal(await cut, 'cut');
  assert.equal(contents(store.dir), 1);
});

test('options that could only make trouble are refused at start with a sentence', async (t) => {
  const dir = temporaryFolder(t);
  for (const [options, message] of [
    [{ buckets: ['..'] }, /not a bucket name/],
    [{ buckets: ['a/b'] }, /not a bucket name/],
    [{ buckets: ['UPPER'] }, /not a bucket name/],
    [{ credentials: [] }, /no credentials/],
    [{ credentials: [{ ...CREDENTIAL, secretAccessKey: 'short' }] }, /less than 16/],
    [{ credentials: [{ ...CREDENTIAL, accessKeyId: 'a/b' }] }, /access key/],
    [{ region: 'a/b' }, /not a region/],
    [{ corsOrigins: ['*'] }, /not an origin/],
  ] as const) {
    await assert.rejects(startStore(t, { dir, ...options }), message, JSON.stringify(options));
  }
  const store = await startStore(t, { dir });
  assert.equal((store.server.address() as AddressInfo).address, '127.0.0.1');
});
