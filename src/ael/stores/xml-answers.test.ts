/**
 * Goal: listings of S3 stores are read as each of them writes.
 * Method: answers as stores write them, odd encodings among them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StoreFailure } from '../backend.ts';
import { parseListing, parseRefusal } from './xml-answers.ts';

const listing = (inner: string) =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</ListBucketResult>`,
  );
const contents = (key: string) =>
  `<Contents><Key>${key}</Key><LastModified>2026-03-29T00:00:00.000Z</LastModified><ETag>&quot;abc&quot;</ETag><Size>7</Size></Contents>`;
const keysOf = (inner: string) => parseListing(listing(inner)).objects.map(({ key }) => key);

test('an object has its key, size, date and an etag without quotes', () => {
  assert.deepEqual(parseListing(listing(`<IsTruncated>false</IsTruncated>${contents('a/b.pdf')}`)), {
    objects: [{ key: 'a/b.pdf', size: 7, lastModified: new Date('2026-03-29T00:00:00Z'), etag: 'abc' }],
    nextPageToken: null,
  });
});

test('entities are decoded, and percent-encoding only where the store says that it encoded', () => {
  assert.deepEqual(keysOf(contents('a&amp;b%20&#x410;&#39;')), ["a&b%20А'"]);
  const encoded = `<EncodingType>url</EncodingType>`;
  assert.deepEqual(keysOf(`${encoded}${contents('%D0%90+b%2Bc%2520/&apos;%26')}`), ["А b+c%20/'&"]);
});

test('a key that is not UTF-8 does not hide the rest of the folder', () => {
  assert.deepEqual(keysOf(`<EncodingType>url</EncodingType>${contents('a%FF')}${contents('b')}`), [
    'a\uFFFD',
    'b',
  ]);
});

test('a truncated listing has a token for the next page', () => {
  const truncated = '<IsTruncated>true</IsTruncated>';
  const token = '<NextContinuationToken>1/a=&amp;</NextContinuationToken>';
  assert.equal(parseListing(listing(truncated + token)).nextPageToken, '1/a=&');
  assert.throws(() => parseListing(listing(truncated)), StoreFailure);
});

test('anything but a listing is a failure of the store', () => {
  for (const body of [
    '',
    '{}',
    '<html><body>Sign in</body></html>',
    '<ListBucketResult>',
    '<!DOCTYPE x [<!ENTITY e "x">]><ListBucketResult/>',
    '<ListBucketResult>&e;</ListBucketResult>',
    listing(contents('a').replace('<Size>7</Size>', '')).toString(),
    listing(contents('a').replace('7', 'many')).toString(),
    listing(contents('a').replace('2026', 'when')).toString(),
    listing(contents('a').replace('<Key>a</Key>', '<Key>a</Key><Key>b</Key>')).toString(),
  ]) {
    assert.throws(() => parseListing(Buffer.from(body)), StoreFailure, body);
  }
});

test('an error tells its code and region, from the header or the body; anything else has none', () => {
  const body = Buffer.from(
    '<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-north-1</Region></Error>',
  );
  assert.deepEqual(parseRefusal(400, body, new Headers()), {
    status: 400,
    code: 'AuthorizationHeaderMalformed',
    region: 'eu-north-1',
  });
  const headers = new Headers({ 'x-amz-bucket-region': 'eu-west-1' });
  assert.deepEqual(parseRefusal(301, Buffer.from(''), headers), {
    status: 301,
    code: '',
    region: 'eu-west-1',
  });
});
