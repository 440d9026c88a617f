/**
 * Goal: ranges and conditions are kept as RFC 9110 has them.
 * Method: requests over HTTP, and generated ranges against slicing.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ByteRange, parseRange } from '../wire/range.ts';
import { S3Error } from '../wire/s3-error.ts';
import { BUCKET, errorCode, send, signByHeader, signLink, startStore, type TestStore } from './support.ts';

const PATH = `/${BUCKET}/folder/file`;
const CONTENT = '0123456789';

async function ask(store: TestStore, method: string, headers: Record<string, string> = {}, body?: string) {
  const signed = signByHeader({ port: store.port, method, path: PATH, headers });
  return await send(store.port, { ...signed, ...(body !== undefined && { body }) });
}

test('a range gives exactly the bytes it names, or 416', async (t) => {
  const store = await startStore(t);
  await ask(store, 'PUT', {}, CONTENT);
  const cases: [string, number, string][] = [
    ['bytes=0-0', 206, '0'],
    ['bytes=2-5', 206, '2345'],
    ['bytes=5-', 206, '56789'],
    ['bytes=-3', 206, '789'],
    ['bytes=-100', 206, CONTENT],
    ['bytes=9-9', 206, '9'],
    ['bytes=0-99999999999999999999', 206, CONTENT],
    ['bytes=0-1,3-4', 200, CONTENT],
    ['lines=0-1', 200, CONTENT],
    ['bytes=10-', 416, ''],
    ['bytes=10-20', 416, ''],
    ['bytes=-0', 416, ''],
    ['bytes=5-2', 416, ''],
    ['bytes=a-b', 416, ''],
    ['bytes=-', 416, ''],
  ];
  for (const [range, status, body] of cases) {
    const answer = await ask(store, 'GET', { range });
    assert.equal(answer.status, status, range);
    if (status === 416) {
      assert.equal(errorCode(answer), 'InvalidRange');
      assert.equal(answer.headers['content-range'], 'bytes */10');
      continue;
    }
    assert.equal(answer.text, body, range);
    assert.equal(answer.headers['content-length'], String(body.length));
    const head = await ask(store, 'HEAD', { range });
    assert.equal(head.status, status, range);
    assert.equal(head.headers['content-length'], String(body.length));
    assert.equal(head.headers['content-range'], answer.headers['content-range']);
  }
});

test('any single range parses to what slicing gives', () => {
  const size = fc.integer({ min: 1, max: 50 });
  fc.assert(
    fc.property(size, fc.nat(60), fc.option(fc.nat(60)), (bytes, first, last) => {
      const whole = Array.from({ length: bytes }, (_, i) => i);
      const expected = last === null ? whole.slice(first) : whole.slice(first, last + 1);
      let range: ByteRange | null;
      try {
        range = parseRange(`bytes=${first}-${last ?? ''}`, bytes);
      } catch (error) {
        assert.ok(error instanceof S3Error);
        assert.deepEqual(expected, []);
        return;
      }
      assert.deepEqual(whole.slice(range!.start, range!.end + 1), expected);
    }),
  );
});

test('a checksum is sent with the whole object and never with a part of it', async (t) => {
  const store = await startStore(t);
  await ask(store, 'PUT', { 'x-amz-checksum-crc32': 'poTHxg==' }, CONTENT);
  const mode = { 'x-amz-checksum-mode': 'ENABLED' };
  const checksum = async (headers: Record<string, string>) =>
    (await ask(store, 'GET', headers)).headers['x-amz-checksum-crc32'];
  assert.equal(await checksum(mode), 'poTHxg==');
  assert.equal(await checksum({}), undefined);
  assert.equal(await checksum({ ...mode, range: 'bytes=0-3' }), undefined);
});

test('an empty object is served whole and has no ranges', async (t) => {
  const store = await startStore(t);
  await ask(store, 'PUT', {}, '');
  const answer = await ask(store, 'GET');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['content-length'], '0');
  assert.equal((await ask(store, 'GET', { range: 'bytes=0-' })).status, 416);
});

test('conditions on reading are kept in the order of RFC 9110', async (t) => {
  const store = await startStore(t);
  const written = await ask(store, 'PUT', {}, CONTENT);
  const etag = String(written.headers.etag);
  const modified = Date.parse(String((await ask(store, 'HEAD')).headers['last-modified']));
  const at = (seconds: number): string => new Date(modified + seconds * 1000).toUTCString();
  const cases: [Record<string, string>, number][] = [
    [{ 'if-match': etag }, 200],
    [{ 'if-match': '*' }, 200],
    [{ 'if-match': `"x", ${etag}` }, 200],
    [{ 'if-match': '"x"' }, 412],
    [{ 'if-none-match': etag }, 304],
    [{ 'if-none-match': `W/${etag}` }, 304],
    [{ 'if-none-match': '*' }, 304],
    [{ 'if-none-match': '"x"' }, 200],
    [{ 'if-modified-since': at(0) }, 304],
    [{ 'if-modified-since': at(-1) }, 200],
    [{ 'if-modified-since': 'yesterday' }, 200],
    [{ 'if-unmodified-since': at(0) }, 200],
    [{ 'if-unmodified-since': at(-1) }, 412],
    [{ 'if-match': etag, 'if-unmodified-since': at(-1) }, 200],
    [{ 'if-none-match': '"x"', 'if-modified-since': at(0) }, 200],
    [{ 'if-match': '"x"', 'if-none-match': etag }, 412],
    [{ 'if-range': etag, range: 'bytes=0-0' }, 206],
    [{ 'if-range': '"x"', range: 'bytes=0-0' }, 200],
    [{ 'if-range': at(0), range: 'bytes=0-0' }, 206],
    [{ 'if-range': at(-1), range: 'bytes=0-0' }, 200],
    [{ 'if-none-match': etag, range: 'bytes=90-' }, 304],
  ];
  for (const [headers, status] of cases) {
    const answer = await ask(store, 'GET', headers);
    assert.equal(answer.status, status, JSON.stringify(headers));
    if (status === 304) assert.deepEqual([answer.text, answer.headers.etag], ['', etag]);
    assert.equal((await ask(store, 'HEAD', headers)).status, status, JSON.stringify(headers));
  }
});

test('conditions on writing are kept against the object that is there', async (t) => {
  const store = await startStore(t);
  const put = (headers: Record<string, string>) => ask(store, 'PUT', headers, CONTENT);
  assert.equal(errorCode(await put({ 'if-match': '"x"' })), 'NoSuchKey');
  assert.equal((await put({ 'if-none-match': '*' })).status, 200);
  assert.equal(errorCode(await put({ 'if-none-match': '*' })), 'PreconditionFailed');
  assert.equal(errorCode(await put({ 'if-match': '"x"' })), 'PreconditionFailed');
  assert.equal((await put({ 'if-match': '*' })).status, 200);
  assert.equal(errorCode(await put({ 'if-none-match': '"x"' })), 'NotImplemented');
  assert.equal(errorCode(await ask(store, 'DELETE', { 'if-match': '"x"' })), 'PreconditionFailed');
  assert.equal((await ask(store, 'HEAD')).status, 200);
  assert.equal((await ask(store, 'DELETE', { 'if-match': '*' })).status, 204);
});

test('of many concurrent uploads with If-None-Match: * exactly one is taken', async (t) => {
  const store = await startStore(t);
  const bodies = Array.from({ length: 12 }, (_, i) => `body ${i} `.repeat(5000));
  const answers = await Promise.all(bodies.map((body) => ask(store, 'PUT', { 'if-none-match': '*' }, body)));
  const taken = answers.flatMap(({ status }, i) => (status === 200 ? [i] : []));
  assert.equal(taken.length, 1);
  assert.ok(answers.every(({ status }) => status === 200 || status === 412));
  assert.equal((await ask(store, 'GET')).text, bodies[taken[0]!]);
  const files = readdirSync(join(store.dir, 'buckets', BUCKET), { recursive: true, encoding: 'utf8' });
  assert.equal(files.filter((name) => /[0-9a-f]{64}\./.test(name)).length, 2, 'one content and its record');
});

test('the signer of a link chooses how the answer is labelled, and nobody else', async (t) => {
  const store = await startStore(t);
  await ask(store, 'PUT', { 'content-type': 'application/pdf' }, CONTENT);
  const base = { port: store.port, method: 'GET', path: PATH };
  const query = [
    ['response-content-disposition', encodeURIComponent('attachment; filename="x.pdf"')],
    ['response-content-type', 'text%2Fplain'],
  ] as const;
  const answer = await send(store.port, { method: 'GET', path: signLink({ ...base, query }) });
  assert.equal(answer.headers['content-disposition'], 'attachment; filename="x.pdf"');
  assert.equal(answer.headers['content-type'], 'text/plain');
  const added = `${signLink(base)}&response-content-type=text%2Fhtml`;
  assert.equal((await send(store.port, { method: 'GET', path: added })).status, 403);
  const split = [['response-content-type', 'a%0D%0Ax-amz-meta-a%3A%20b']] as const;
  assert.equal(
    (await send(store.port, { method: 'GET', path: signLink({ ...base, query: split }) })).status,
    400,
  );
});

test('what the store does not do is NotImplemented, never something else', async (t) => {
  const store = await startStore(t);
  await ask(store, 'PUT', {}, CONTENT);
  const headers: Record<string, string>[] = [
    { 'x-amz-copy-source': '/a/b' },
    { 'x-amz-acl': 'public-read' },
    { 'x-amz-server-side-encryption': 'AES256' },
    { 'x-amz-tagging': 'a=b' },
    { 'x-amz-storage-class': 'GLACIER' },
    { 'x-amz-object-lock-mode': 'GOVERNANCE' },
  ];
  for (const header of headers) {
    assert.equal(
      errorCode(await ask(store, 'PUT', header, 'other')),
      'NotImplemented',
      JSON.stringify(header),
    );
  }
  const answers: [string, string, string, string | undefined][] = [
    ['PUT', PATH, 'acl', 'NotImplemented'],
    ['PUT', PATH, 'tagging', 'NotImplemented'],
    ['GET', PATH, 'torrent', 'NotImplemented'],
    ['GET', PATH, 'versionId', 'NotImplemented'],
    ['GET', PATH, 'acl', undefined],
    ['GET', PATH, 'tagging', 'NoSuchTagSet'],
    ['GET', `${PATH}x`, 'acl', 'NoSuchKey'],
    ['POST', PATH, 'restore', 'NotImplemented'],
    ['GET', `/${BUCKET}`, 'acl', undefined],
    ['GET', `/${BUCKET}`, 'versioning', undefined],
    ['GET', `/${BUCKET}`, 'location', undefined],
    ['GET', `/${BUCKET}`, 'policy', 'NoSuchBucketPolicy'],
    ['GET', `/${BUCKET}`, 'cors', 'NoSuchCORSConfiguration'],
    ['GET', `/${BUCKET}`, 'lifecycle', 'NoSuchLifecycleConfiguration'],
    ['GET', `/${BUCKET}`, 'versions', 'NotImplemented'],
    ['GET', `/${BUCKET}`, 'website', 'NotImplemented'],
    ['PUT', `/${BUCKET}`, 'policy', 'NotImplemented'],
    ['DELETE', `/${BUCKET}`, '', 'AccessDenied'],
    ['PUT', `/${BUCKET}`, '', 'BucketAlreadyOwnedByYou'],
    ['PATCH', PATH, '', 'MethodNotAllowed'],
    ['POST', '/', '', 'MethodNotAllowed'],
  ];
  for (const [method, path, parameter, code] of answers) {
    const query: [string, string][] = parameter === '' ? [] : [[parameter, '']];
    const signed = signByHeader({ port: store.port, method, path, query });
    const answer = await send(store.port, {
      ...signed,
      path: parameter === '' ? path : `${path}?${parameter}`,
    });
    assert.equal(errorCode(answer), code, `${method} ${path}?${parameter}`);
    assert.notEqual(answer.status, 500);
  }
  assert.equal((await ask(store, 'GET')).text, CONTENT);
});

test('metadata beyond the limit and values that are no headers are refused', async (t) => {
  const store = await startStore(t);
  const long = { 'x-amz-meta-a': 'x'.repeat(5000) };
  assert.equal(errorCode(await ask(store, 'PUT', long, CONTENT)), 'MetadataTooLarge');
  for (const value of ['a%0D%0Ab', '%D0%B0', '%00']) {
    const query = [['x-amz-meta-a', value]] as const;
    const path = signLink({ port: store.port, method: 'PUT', path: PATH, query });
    assert.equal(
      errorCode(await send(store.port, { method: 'PUT', path, body: 'x' })),
      'InvalidArgument',
      value,
    );
  }
  assert.equal((await ask(store, 'HEAD')).status, 404);
});
