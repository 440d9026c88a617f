/**
 * Goal: no request makes the store fail or say too much.
 * Method: generated requests, signed, unsigned and by link, over HTTP.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  anyText,
  BUCKET,
  OTHER_BUCKET,
  type RawAnswer,
  send,
  signByHeader,
  signLink,
  startStore,
} from './support.ts';

const method = fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE');
const path = fc.constantFrom(
  '/',
  `/${BUCKET}`,
  `/${BUCKET}/`,
  `/${BUCKET}/key`,
  `/${BUCKET}/a%20%D1%94/b`,
  `/${OTHER_BUCKET}/key`,
  '/none/key',
);
const parameter = fc.constantFrom(
  'acl',
  'continuation-token',
  'cors',
  'delete',
  'delimiter',
  'encoding-type',
  'fetch-owner',
  'list-type',
  'location',
  'marker',
  'max-keys',
  'max-parts',
  'part-number-marker',
  'partNumber',
  'policy',
  'prefix',
  'response-content-type',
  'start-after',
  'tagging',
  'uploadId',
  'uploads',
  'versionId',
  'versioning',
  'website',
  'x-id',
  'constructor',
  '__proto__',
  'x-amz-checksum-algorithm',
  'x-amz-checksum-crc32',
  'x-amz-meta-a',
  'x-amz-acl',
  'x-amz-trailer',
  'x-amz-mp-object-size',
);
const value = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '1',
    '2',
    '-1',
    '99999999999999999999',
    'url',
    'true',
    '%0D%0A',
    '%00',
    'a'.repeat(32),
  ),
  anyText(5).map(encodeURIComponent),
);
const query = fc.uniqueArray(fc.tuple(parameter, value), { selector: ([name]) => name, maxLength: 3 });
const header = fc.constantFrom(
  'range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-range',
  'content-md5',
  'content-type',
  'content-encoding',
  'x-amz-checksum-crc32',
  'x-amz-checksum-sha256',
  'x-amz-trailer',
  'x-amz-decoded-content-length',
  'x-amz-meta-a',
  'x-amz-copy-source',
  'x-amz-checksum-mode',
  'origin',
);
const headerValue = fc.constantFrom(
  '',
  '*',
  '"x"',
  'bytes=0-',
  'bytes=-1',
  'bytes=9-3',
  'gzip',
  'AAAAAA==',
  '0',
  '-1',
  '7',
  'ENABLED',
  'x-amz-checksum-crc32',
  'Thu, 01 Jan 1970 00:00:00 GMT',
);
const headers = fc.dictionary(header, headerValue, { maxKeys: 3 }).map((fields) => ({ ...fields }));
const body = fc.constantFrom(
  '',
  'content',
  '<Delete><Object><Key>key</Key></Object></Delete>',
  '<CompleteMultipartUpload/>',
  '<a>',
  '0\r\n\r\n',
  '7\r\ncontent\r\n0\r\n\r\n',
);
const payloadHash = fc.constantFrom(
  'UNSIGNED-PAYLOAD',
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'STREAMING-OTHER',
  '0'.repeat(64),
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
);

function assertDecent(answer: RawAnswer): void {
  assert.ok(answer.status < 500 || answer.status === 501, `${answer.status} ${answer.text}`);
  assert.doesNotMatch(answer.text, /at .*\.ts|node:|ERR_/);
  if (answer.status >= 400 && answer.text !== '')
    assert.match(answer.text, /^<\?xml .*\n<Error><Code>\w+<\/Code>/);
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
}

test('no signed request, however odd, is answered with a 500, a stack or anything but S3 XML', async (t) => {
  const store = await startStore(t);
  await fc.assert(
    fc.asyncProperty(
      method,
      path,
      query,
      headers,
      payloadHash,
      body,
      async (verb, place, pairs, fields, hash, content) => {
        const signed = signByHeader({
          port: store.port,
          method: verb,
          path: place,
          query: pairs,
          headers: fields,
          payloadHash: hash,
        });
        const withBody = verb === 'PUT' || verb === 'POST' ? { body: content } : {};
        assertDecent(await send(store.port, { ...signed, ...withBody }));
      },
    ),
    { numRuns: 600 },
  );
  assert.deepEqual(
    store.lines.filter(({ level }) => level === 'error'),
    [],
  );
});

test('nor is a signed link with odd parameters', async (t) => {
  const store = await startStore(t);
  await fc.assert(
    fc.asyncProperty(method, path, query, body, async (verb, place, pairs, content) => {
      const link = signLink({ port: store.port, method: verb, path: place, query: pairs });
      const withBody = verb === 'PUT' || verb === 'POST' ? { body: content } : {};
      const answer = await send(store.port, { method: verb, path: link, ...withBody });
      assertDecent(answer);
    }),
    { numRuns: 400 },
  );
  assert.deepEqual(
    store.lines.filter(({ level }) => level === 'error'),
    [],
  );
});

test('no unsigned request, however odd, gets past 400 and 403', async (t) => {
  const store = await startStore(t);
  const raw = fc.string({ maxLength: 40 }).map((text) => `/${text.replace(/[^!-~]/g, '%')}`);
  await fc.assert(
    fc.asyncProperty(method, fc.oneof(path, raw), headers, async (verb, place, fields) => {
      const answer = await send(store.port, { method: verb, path: place, headers: fields });
      assert.ok(answer.status === 400 || answer.status === 403, `${answer.status}`);
    }),
    { numRuns: 300 },
  );
});
