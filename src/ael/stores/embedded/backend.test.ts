/**
 * Goal: a folder of the embedded store is listed and counted.
 * Method: a real store in this process.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { BUCKET, startStore } from '../../../../packages/embedded-store/test/support.ts';
import { createEmbeddedBackend } from './backend.ts';

test('every page tells how many files the folder has, the folder itself not among them', async (t) => {
  const { store, client } = await startStore(t);
  const backend = createEmbeddedBackend(store, { presign: () => assert.fail('nothing is signed') });
  const totals = async () => {
    const first = await backend.list({ bucket: BUCKET, prefix: 'f/', pageToken: undefined, size: 1 });
    const pageToken = first.nextPageToken ?? undefined;
    const second = await backend.list({ bucket: BUCKET, prefix: 'f/', pageToken, size: 1 });
    return [first.total, second.total];
  };
  assert.deepEqual(await totals(), [0, 0]);
  for (const Key of ['f/1', 'f/2', 'g/1']) await client.send(new PutObjectCommand({ Bucket: BUCKET, Key }));
  assert.deepEqual(await totals(), [2, 2]);
  // Some clients make an object of the folder.
  await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'f/' }));
  assert.deepEqual(await totals(), [2, 2]);
});
