/**
 * Goal: listings are complete, in byte order and cut into pages without loss.
 * Method: the index against a sorted map, then the AWS SDK over HTTP.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ListObjectsCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { continuationToken, listObjects, readContinuationToken } from '../disk/listing.ts';
import { compareUtf8, createObjectIndex } from '../disk/object-index.ts';
import type { ObjectRecord } from '../disk/record.ts';
import { anyText, BUCKET, send, signByHeader, startStore } from './support.ts';

function record(key: string): ObjectRecord {
  const lastModified = '2026-01-01T00:00:00.000Z';
  return { key, size: 0, etag: '', contentType: '', lastModified, headers: {}, checksum: null, file: '' };
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

test('keys are in the order of their UTF-8 bytes, characters beyond U+FFFF included', () => {
  const text = anyText(5);
  const edge = fc.constantFrom('\u{1f600}', '\uffff', '\ue000', '\ud7ff', 'a', 'я', '');
  fc.assert(
    fc.property(fc.array(fc.oneof(text, edge)), (keys) => {
      assert.deepEqual(keys.toSorted(compareUtf8), keys.toSorted(byBytes));
    }),
  );
});

test('the index equals a sorted map after any changes', () => {
  const key = fc.string({ minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(fc.array(key), fc.array(fc.tuple(fc.boolean(), key)), (initial, changes) => {
      const index = createObjectIndex(initial.map(record));
      const model = new Set(initial);
      for (const [add, changed] of changes) {
        if (add) {
          index.set(record(changed));
          model.add(changed);
        } else {
          index.delete(changed);
          model.delete(changed);
        }
      }
      assert.deepEqual(index.keys, [...model].sort(byBytes));
      for (const present of model) assert.equal(index.get(present)?.key, present);
    }),
  );
});

/** Listing as the S3 documentation describes it, without any cleverness. */
function listSlowly(keys: string[], prefix: string, delimiter: string): string[] {
  const entries = keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => {
      const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
      return at < 0 ? key : `${key.slice(0, at + delimiter.length)}*`;
    });
  return [...new Set(entries)];
}

test('pages of any size join to the whole listing: nothing twice, nothing missing', () => {
  const part = fc.constantFrom('a', 'b', 'я', '/', '//', '\u{1f600}', '\uffff');
  const key = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
  const prefixes = fc.constantFrom('', 'a', 'a/', '/', 'b', 'я');
  fc.assert(
    fc.property(
      fc.uniqueArray(key),
      prefixes,
      fc.constantFrom('', '/', 'b', '//'),
      fc.integer({ min: 1, max: 4 }),
      (keys, prefix, delimiter, maxKeys) => {
        const index = createObjectIndex(keys.map(record));
        const entries: string[] = [];
        let after: string | undefined;
        do {
          const page = listObjects(index, { prefix, delimiter, maxKeys, after });
          const names = [
            ...page.objects.map((object) => object.key),
            ...page.commonPrefixes.map((name) => `${name}*`),
          ];
          assert.ok(names.length > 0 || after === undefined, 'no empty page follows a token');
          assert.ok(names.length <= maxKeys);
          entries.push(...names);
          after = page.last === undefined ? undefined : readContinuationToken(continuationToken(page.last));
        } while (after !== undefined);
        const expected = listSlowly(keys.toSorted(byBytes), prefix, delimiter);
        assert.deepEqual(entries.toSorted(), expected.toSorted());
      },
    ),
  );
});

test('a token that the store did not make is refused', () => {
  for (const token of ['', '!', 'a b', '_w', continuationToken('key').slice(0, -1)]) {
    assert.throws(() => readContinuationToken(token), /continuation token/, token);
  }
});

test('the AWS SDK lists with both methods, page by page, whatever the keys contain', async (t) => {
  const store = await startStore(t);
  const keys = ['a/1', 'a/2', 'b', 'c/d/1', 'c/e', 'є <&>"+%\u0001', '😀'];
  for (const Key of keys) await store.client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: Key }));
  const collect = async (version: 1 | 2, Delimiter?: string): Promise<string[]> => {
    const found: string[] = [];
    let next: string | undefined;
    do {
      const base = {
        Bucket: BUCKET,
        MaxKeys: 2,
        EncodingType: 'url' as const,
        ...(Delimiter && { Delimiter }),
      };
      const page =
        version === 2
          ? await store.client.send(new ListObjectsV2Command({ ...base, ContinuationToken: next }))
          : await store.client.send(
              new ListObjectsCommand({ ...base, Marker: next && decodeURIComponent(next) }),
            );
      const names = [
        ...(page.Contents ?? []).map(({ Key }) => Key),
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
      ];
      assert.ok(names.length <= 2);
      found.push(...names.map((name) => decodeURIComponent(name!)).sort());
      next =
        'NextContinuationToken' in page
          ? page.NextContinuationToken
          : 'NextMarker' in page
            ? page.NextMarker
            : undefined;
      assert.equal(next !== undefined, page.IsTruncated);
    } while (next !== undefined);
    return found;
  };
  for (const version of [1, 2] as const) {
    assert.deepEqual(await collect(version), keys.toSorted(byBytes));
    assert.deepEqual((await collect(version, '/')).sort(), ['a/', 'b', 'c/', 'є <&>"+%\u0001', '😀'].sort());
  }
  const later = await store.client.send(
    new ListObjectsV2Command({ Bucket: BUCKET, StartAfter: 'a/1', Prefix: 'a/' }),
  );
  assert.deepEqual(
    later.Contents?.map(({ Key, Size }) => [Key, Size]),
    [['a/2', 3]],
  );
});

test('wrong list parameters are refused, and none is ignored', async (t) => {
  const store = await startStore(t);
  const list = async (...query: [string, string][]): Promise<number> =>
    (await send(store.port, signByHeader({ port: store.port, method: 'GET', path: `/${BUCKET}`, query })))
      .status;
  assert.equal(await list(['list-type', '2'], ['max-keys', '0']), 200);
  assert.equal(await list(['list-type', '3']), 400);
  assert.equal(await list(['max-keys', '-1']), 400);
  assert.equal(await list(['max-keys', 'all']), 400);
  assert.equal(await list(['encoding-type', 'base64']), 400);
  assert.equal(await list(['continuation-token', 'x']), 501);
  assert.equal(await list(['list-type', '2'], ['continuation-token', '!']), 400);
});

test('the list call of the process gives what the network gives', async (t) => {
  const { store, client } = await startStore(t);
  for (const Key of ['f/1', 'f/2', 'f/3', 'g/1']) {
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: Key, ContentType: 'text/plain' }));
  }
  const first = store.list(BUCKET, { prefix: 'f/', limit: 2 });
  assert.deepEqual(
    first.objects.map(({ key }) => key),
    ['f/1', 'f/2'],
  );
  const second = store.list(BUCKET, { prefix: 'f/', limit: 2, token: first.nextToken! });
  assert.deepEqual([second.objects.map(({ key }) => key), second.nextToken], [['f/3'], null]);
  assert.deepEqual(
    ['f/', 'f/1', 'f/4', 'g', ''].map((prefix) => store.count(BUCKET, prefix)),
    [3, 1, 0, 1, 4],
  );
  assert.equal(store.head(BUCKET, 'f/1')?.size, 3);
  assert.equal(store.head(BUCKET, 'f/1')?.contentType, 'text/plain');
  assert.equal(store.head(BUCKET, 'f/9'), undefined);
  assert.throws(() => store.list('other', { prefix: '', limit: 1 }), /no such bucket/);
});
