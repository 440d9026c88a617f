/**
 * Goal: parts make an object when they are completed and not before.
 * Method: uploads in parts with the AWS SDK, in every order and with every mistake.
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { startChecksum } from '../wire/checksums.ts';
import { BUCKET, startStore, type TestStore } from './support.ts';

const Bucket = BUCKET;
const Key = 'folder/великий файл.bin';
const MIB = 1024 * 1024;

async function begin(store: TestStore): Promise<string> {
  const command = new CreateMultipartUploadCommand({
    Bucket,
    Key,
    ContentType: 'application/pdf',
    Metadata: { a: 'b' },
  });
  return (await store.client.send(command)).UploadId!;
}

async function part(store: TestStore, UploadId: string, PartNumber: number, Body: Buffer) {
  const { ETag, ChecksumCRC32 } = await store.client.send(
    new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }),
  );
  return { PartNumber, ETag, ChecksumCRC32 };
}

async function complete(
  store: TestStore,
  UploadId: string,
  Parts: { PartNumber: number; ETag?: string | undefined }[],
  more = {},
) {
  const parts = Parts.map(({ ETag, ...rest }) => ({ ...rest, ...(ETag !== undefined && { ETag }) }));
  const command = { Bucket, Key, UploadId, MultipartUpload: { Parts: parts }, ...more };
  return await store.client.send(new CompleteMultipartUploadCommand(command));
}

function named(name: string): (error: Error) => boolean {
  return (error) => {
    assert.equal(error.name, name);
    return true;
  };
}

function uploadsFolder(store: TestStore): string[] {
  return readdirSync(join(store.dir, 'buckets', BUCKET, 'uploads'));
}

test('parts sent in any order, one of them twice, make the object when completed, and not before', async (t) => {
  const store = await startStore(t);
  const bodies = [randomBytes(5 * MIB), randomBytes(6 * MIB), randomBytes(1000)];
  const UploadId = await begin(store);
  const third = await part(store, UploadId, 3, bodies[2]!);
  await part(store, UploadId, 1, randomBytes(5 * MIB));
  const second = await part(store, UploadId, 2, bodies[1]!);
  const first = await part(store, UploadId, 1, bodies[0]!);
  assert.equal(store.store.head(BUCKET, Key), undefined);

  const listed = await store.client.send(new ListPartsCommand({ Bucket, Key, UploadId, MaxParts: 2 }));
  assert.deepEqual(
    listed.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size]),
    [
      [1, 5 * MIB],
      [2, 6 * MIB],
    ],
  );
  assert.equal(listed.IsTruncated, true);
  const rest = await store.client.send(
    new ListPartsCommand({ Bucket, Key, UploadId, PartNumberMarker: '2' }),
  );
  assert.deepEqual(
    rest.Parts?.map(({ PartNumber }) => PartNumber),
    [3],
  );
  const uploads = await store.client.send(new ListMultipartUploadsCommand({ Bucket }));
  assert.deepEqual(
    uploads.Uploads?.map((upload) => upload.Key),
    [Key],
  );

  const whole = Buffer.concat(bodies);
  const crc = startChecksum('crc32');
  crc.update(whole);
  const more = {
    ChecksumCRC32: crc.digest(),
    ChecksumType: 'FULL_OBJECT' as const,
    MpuObjectSize: whole.length,
  };
  const done = await complete(store, UploadId, [first, second, third], more);
  const md5 = createHash('md5');
  for (const body of bodies) md5.update(createHash('md5').update(body).digest());
  assert.equal(done.ETag, `"${md5.digest('hex')}-3"`);
  const read = await store.client.send(new GetObjectCommand({ Bucket, Key }));
  assert.ok(Buffer.from(await read.Body!.transformToByteArray()).equals(whole));
  assert.deepEqual([read.ContentType, read.Metadata, read.ETag], ['application/pdf', { a: 'b' }, done.ETag]);
  assert.equal(read.ChecksumCRC32, crc.digest());
  assert.deepEqual(uploadsFolder(store), [], 'the parts are gone');
});

test('a completion that does not fit what was uploaded is refused and can be corrected', async (t) => {
  const store = await startStore(t);
  const UploadId = await begin(store);
  const first = await part(store, UploadId, 1, Buffer.alloc(5 * MIB, 1));
  const second = await part(store, UploadId, 2, Buffer.alloc(100, 2));
  const third = await part(store, UploadId, 3, Buffer.alloc(100, 3));
  await assert.rejects(complete(store, UploadId, [second, first]), named('InvalidPartOrder'));
  await assert.rejects(complete(store, UploadId, [first, first]), named('InvalidPartOrder'));
  await assert.rejects(
    complete(store, UploadId, [first, { ...second, PartNumber: 4 }]),
    named('InvalidPart'),
  );
  await assert.rejects(
    complete(store, UploadId, [{ PartNumber: 1, ETag: second.ETag }]),
    named('InvalidPart'),
  );
  const otherSum = { ...first, ChecksumCRC32: second.ChecksumCRC32 };
  await assert.rejects(complete(store, UploadId, [otherSum]), named('InvalidPart'));
  await assert.rejects(complete(store, UploadId, [second, third]), named('EntityTooSmall'));
  await assert.rejects(
    complete(store, UploadId, [first, second], { MpuObjectSize: 7 }),
    named('InvalidRequest'),
  );
  const wrong = { ChecksumCRC32: 'AAAAAA==', ChecksumType: 'FULL_OBJECT' as const };
  await assert.rejects(complete(store, UploadId, [first, second], wrong), named('BadDigest'));
  assert.equal(store.store.head(BUCKET, Key), undefined);
  await complete(store, UploadId, [first, second]);
  assert.equal(store.store.head(BUCKET, Key)?.size, 5 * MIB + 100);
});

test('an upload that was aborted, completed or never begun takes no part and no completion', async (t) => {
  const store = await startStore(t);
  const aborted = await begin(store);
  const first = await part(store, aborted, 1, Buffer.from('x'));
  await store.client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: aborted }));
  assert.deepEqual(uploadsFolder(store), []);
  const completed = await begin(store);
  await complete(store, completed, [await part(store, completed, 1, Buffer.from('x'))]);
  for (const UploadId of [aborted, completed, '0'.repeat(32), '../../ab', '..', '', '%2e%2e']) {
    await assert.rejects(part(store, UploadId || 'x', 1, Buffer.from('x')), named('NoSuchUpload'), UploadId);
    await assert.rejects(complete(store, UploadId || 'x', [first]), named('NoSuchUpload'), UploadId);
  }
  const another = await begin(store);
  const command = new UploadPartCommand({
    Bucket,
    Key: 'other',
    UploadId: another,
    PartNumber: 1,
    Body: 'x',
  });
  await assert.rejects(store.client.send(command), named('NoSuchUpload'), 'an upload belongs to its key');
  for (const number of [0, 10_001, -1]) {
    await assert.rejects(part(store, another, number, Buffer.from('x')), named('InvalidArgument'));
  }
});

test('an upload survives a restart; one that was forgotten for a week does not', async (t) => {
  const store = await startStore(t);
  const UploadId = await begin(store);
  const first = await part(store, UploadId, 1, Buffer.from('content'));
  const again = await store.restart();
  const forgotten = await begin(again);
  assert.equal(uploadsFolder(again).length, 2);
  await complete(again, UploadId, [first]);
  assert.equal(again.store.head(BUCKET, Key)?.size, 7);
  await again.close();
  const later = await startStore(t, {
    dir: store.dir,
    clock: { now: () => new Date(Date.now() + 8 * 86_400_000) },
  });
  assert.equal(existsSync(join(store.dir, 'buckets', BUCKET, 'uploads', forgotten)), false);
  assert.equal(later.store.head(BUCKET, Key)?.size, 7, 'objects do not age');
});

test('deleting many keys in one request reports each, and refuses what would narrow it', async (t) => {
  const { client, store } = await startStore(t);
  const keys = ['a', 'є <&>', 'b/../c', 'd'];
  for (const name of keys) await client.send(new PutObjectCommand({ Bucket, Key: name, Body: 'x' }));
  const Objects = [...keys.slice(0, 3), 'never there'].map((name) => ({ Key: name }));
  const done = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  assert.deepEqual(
    done.Deleted?.map((deleted) => deleted.Key),
    [...keys.slice(0, 3), 'never there'],
  );
  assert.deepEqual(
    store.list(BUCKET, { prefix: '', limit: 10 }).objects.map(({ key }) => key),
    ['d'],
  );
  const versioned = { Bucket, Delete: { Objects: [{ Key: 'd', VersionId: '1' }] } };
  await assert.rejects(client.send(new DeleteObjectsCommand(versioned)), named('NotImplemented'));
  const quiet = await client.send(
    new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'd' }], Quiet: true } }),
  );
  assert.equal(quiet.Deleted, undefined);
});
