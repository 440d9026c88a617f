/**
 * Goal: nothing is read or written without a valid signature, and a signature is good for what it signed alone.
 * Method: links and headers of the AWS SDK, changed one thing at a time.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import {
  BUCKET,
  CREDENTIAL,
  errorCode,
  OTHER_BUCKET,
  type RawRequest,
  s3Client,
  send,
  signByHeader,
  signLink,
  startStore,
  timestampOf,
} from './support.ts';

const KEY = 'f7/folder/contract.pdf';
const PATH = `/${BUCKET}/${KEY}`;

test('links of the AWS SDK upload and download exactly the object that was signed', async (t) => {
  const store = await startStore(t);
  const place = { Bucket: BUCKET, Key: "f7/Договір №1 (копія) + 'x'!*.pdf" };
  const client = s3Client(store.url, { requestChecksumCalculation: 'WHEN_REQUIRED' });
  const put = await getSignedUrl(client, new PutObjectCommand(place), { expiresIn: 60 });
  assert.equal((await fetch(put, { method: 'PUT', body: 'content' })).status, 200);
  const get = await getSignedUrl(client, new GetObjectCommand(place), { expiresIn: 60 });
  const answer = await fetch(get);
  assert.equal(answer.status, 200);
  assert.equal(await answer.text(), 'content');
  client.destroy();
});

test('a checksum that the SDK signed into a link binds the upload to it', async (t) => {
  const store = await startStore(t);
  const command = new PutObjectCommand({ Bucket: BUCKET, Key: KEY, Body: 'content' });
  const link = await getSignedUrl(store.client, command, { expiresIn: 60 });
  assert.match(link, /x-amz-checksum-crc32=/);
  assert.equal((await fetch(link, { method: 'PUT', body: 'CONTENT' })).status, 400);
  assert.equal(
    (await fetch(link, { method: 'PUT', body: 'contents' })).status,
    403,
    'its length is signed too',
  );
  assert.equal(store.store.head(BUCKET, KEY), undefined);
  assert.equal((await fetch(link, { method: 'PUT', body: 'content' })).status, 200);
});

test('every request without a signature is refused, whatever it asks for', async (t) => {
  const store = await startStore(t);
  const requests: [string, string][] = [
    ['GET', '/'],
    ['GET', `/${BUCKET}`],
    ['GET', `/${BUCKET}?list-type=2`],
    ['GET', `/${BUCKET}?acl`],
    ['HEAD', `/${BUCKET}`],
    ['PUT', `/${BUCKET}`],
    ['DELETE', `/${BUCKET}`],
    ['POST', `/${BUCKET}?delete`],
    ['GET', '/no-such-bucket/x'],
    ['GET', PATH],
    ['HEAD', PATH],
    ['PUT', PATH],
    ['DELETE', PATH],
    ['POST', `${PATH}?uploads`],
    ['PUT', `${PATH}?partNumber=1&uploadId=0`],
    ['POST', PATH],
    ['PATCH', PATH],
    ['GET', `/${BUCKET}/%2e%2e/%2e%2e/lock`],
  ];
  for (const [method, path] of requests) {
    const answer = await send(store.port, { method, path });
    assert.equal(answer.status, 403, `${method} ${path}`);
  }
  for (const authorization of ['Bearer abc', 'AWS AKTESTSTORE:c2ln', 'Basic YTpi', 'AWS4-HMAC-SHA256 x']) {
    const answer = await send(store.port, { method: 'GET', path: PATH, headers: { authorization } });
    assert.equal(answer.status, 403, authorization);
  }
});

test('a link that was changed in any way is refused with 403 and changes nothing', async (t) => {
  const store = await startStore(t);
  const { port } = store;
  const put = (path: string) => send(port, { method: 'PUT', path, body: 'forged' });
  await store.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: KEY, Body: 'original' }));
  const link = signLink({ port, method: 'PUT', path: PATH });
  const get = signLink({ port, method: 'GET', path: PATH });
  const flipped = link.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  const other = (from: string | RegExp, to: string): string => {
    const changed = link.replace(from, to);
    assert.notEqual(changed, link);
    return changed;
  };

  const forgeries: Record<string, RawRequest> = {
    'GET with a PUT link': { method: 'GET', path: link },
    'DELETE with a PUT link': { method: 'DELETE', path: link },
    'HEAD with a GET link': { method: 'HEAD', path: get },
    'PUT with a GET link': { method: 'PUT', path: get, body: 'forged' },
    'another key': { method: 'PUT', path: other('contract.pdf', 'contract.pdg') },
    'the key in another spelling': { method: 'PUT', path: other('contract', '%63ontract') },
    'a dot segment more': { method: 'PUT', path: other('/contract', '/./contract') },
    'a detour through the parent': { method: 'PUT', path: other('/contract', '/../folder/contract') },
    'a slash more': { method: 'PUT', path: other('/contract', '//contract') },
    'another bucket': { method: 'PUT', path: other(`/${BUCKET}/`, `/${OTHER_BUCKET}/`) },
    'a longer life': { method: 'PUT', path: other('X-Amz-Expires=600', 'X-Amz-Expires=601') },
    'a later date': {
      method: 'PUT',
      path: other(/X-Amz-Date=\w+/, `X-Amz-Date=${timestampOf(new Date(Date.now() + 1000))}`),
    },
    'another access key': { method: 'PUT', path: other(CREDENTIAL.accessKeyId, 'AKOTHER') },
    'another signature': { method: 'PUT', path: flipped },
    'an upper-case signature': { method: 'PUT', path: link.slice(0, -64) + link.slice(-64).toUpperCase() },
    'a shortened signature': { method: 'PUT', path: link.slice(0, -1) },
    'no signature': { method: 'PUT', path: other(/&X-Amz-Signature=.*/, '') },
    'two signatures': { method: 'PUT', path: `${link}&X-Amz-Signature=${'0'.repeat(64)}` },
    'an extra parameter': { method: 'PUT', path: `${link}&x-id=PutObject` },
    'an extra parameter without value': { method: 'PUT', path: `${link}&acl` },
    'an empty parameter': { method: 'PUT', path: `${link}&` },
    'a parameter without a name': { method: 'PUT', path: `${link}&=x` },
    'a parameter with a raw plus': { method: 'PUT', path: `${link}&x=a+b` },
    'a parameter with a stray percent sign': { method: 'PUT', path: `${link}&x=%zz` },
    'a parameter that is not UTF-8': { method: 'PUT', path: `${link}&x=%ff` },
    'a doubled parameter': { method: 'PUT', path: `${link}&X-Amz-Expires=600` },
    'a doubled parameter in another spelling': { method: 'PUT', path: `${link}&X-Amz-%45xpires=604800` },
    'a parameter in lower case': { method: 'PUT', path: other('X-Amz-Expires', 'x-amz-expires') },
    'another host': { method: 'PUT', path: link, headers: { host: 'store.example' } },
    'an unsigned x-amz header': { method: 'PUT', path: link, headers: { 'x-amz-meta-a': 'b' } },
    'a session token': { method: 'PUT', path: `${link}&X-Amz-Security-Token=abc` },
    'a session token in a header': { method: 'PUT', path: link, headers: { 'x-amz-security-token': 'abc' } },
    'a second authentication': { method: 'PUT', path: link, headers: { authorization: 'Bearer abc' } },
  };
  for (const [name, forgery] of Object.entries(forgeries)) {
    const answer = await send(port, { body: forgery.method === 'PUT' ? 'forged' : '', ...forgery });
    assert.equal(answer.status, 403, name);
    assert.doesNotMatch(answer.text, /original/, name);
  }
  const kept = await send(port, { method: 'GET', path: get });
  assert.equal(kept.text, 'original');
  assert.deepEqual(
    [...store.store.list(BUCKET, { prefix: '', limit: 10 }).objects].map(({ key }) => key),
    [KEY],
  );
  assert.equal((await put(link)).status, 200, 'the unchanged link works');
});

test('a link with a valid signature but a forbidden claim is refused with 403', async (t) => {
  const store = await startStore(t);
  const base = { port: store.port, method: 'GET', path: PATH };
  const now = Date.now();
  const claims: Record<string, string> = {
    'no life': signLink({ ...base, expires: '0' }),
    'a life over seven days': signLink({ ...base, expires: '604801' }),
    'a negative life': signLink({ ...base, expires: '-1' }),
    'a life with a leading zero': signLink({ ...base, expires: '0600' }),
    'a life in another notation': signLink({ ...base, expires: '6e2' }),
    expired: signLink({ ...base, date: new Date(now - 601_000) }),
    'from the future': signLink({ ...base, date: new Date(now + 16 * 60_000) }),
    'a date that does not exist': signLink({ ...base, parameters: { 'X-Amz-Date': '20260230T000000Z' } }),
    'a host that is not signed': signLink({
      ...base,
      headers: { range: 'bytes=0-1' },
      signedHeaders: 'range',
    }),
    'signed headers out of order': signLink({ ...base, signedHeaders: 'host;accept' }),
    'a signed header that was not sent': signLink({ ...base, headers: { 'if-match': 'x' } }),
    'another secret': signLink({ ...base, secret: 'another secret altogether' }),
    'another region': signLink({ ...base, region: 'us-east-1' }),
    'a parameter that was signed twice': signLink({
      ...base,
      query: [
        ['response-expires', 'a'],
        ['response-expires', 'b'],
      ],
    }),
    'another algorithm': signLink({ ...base, parameters: { 'X-Amz-Algorithm': 'AWS4-HMAC-SHA1' } }),
    'another service': signLink({
      ...base,
      parameters: {
        'X-Amz-Credential': encodeURIComponent(
          `${CREDENTIAL.accessKeyId}/${timestampOf(new Date()).slice(0, 8)}/eu-central-1/sts/aws4_request`,
        ),
      },
    }),
  };
  for (const [name, path] of Object.entries(claims)) {
    const answer = await send(store.port, { method: 'GET', path, headers: { range: 'bytes=0-1' } });
    assert.equal(answer.status, 403, name);
    if (name === 'a host that is not signed') assert.match(answer.text, /Host header must be signed/);
    if (name === 'another region') assert.match(answer.text, /another region/);
  }
  assert.equal(
    (await send(store.port, { method: 'GET', path: signLink(base) })).status,
    404,
    'an honest one',
  );
});

test('a field that stands both in the header and in the query of a link is refused', async (t) => {
  const store = await startStore(t);
  const headers = { 'x-amz-meta-a': 'header' };
  const query = [['x-amz-meta-a', 'query']] as const;
  const base = { port: store.port, method: 'PUT', path: PATH };
  const both = signLink({ ...base, headers, query });
  assert.equal((await send(store.port, { method: 'PUT', path: both, headers, body: 'x' })).status, 403);
  const one = signLink({ ...base, query });
  assert.equal((await send(store.port, { method: 'PUT', path: one, body: 'x' })).status, 200);
});

test('a link is good until its last second and not in the next, by the clock of the store', async (t) => {
  const date = new Date('2026-03-29T00:30:00Z');
  const clock = { now: () => date };
  const store = await startStore(t, { clock });
  const path = signLink({ port: store.port, method: 'GET', path: PATH, date, expires: '604800' });
  const statusAt = async (time: number): Promise<number> => {
    clock.now = () => new Date(time);
    return (await send(store.port, { method: 'GET', path })).status;
  };
  const end = date.getTime() + 604_800_000;
  assert.equal(await statusAt(end - 1), 404);
  assert.equal(await statusAt(end), 403);
  assert.equal(await statusAt(date.getTime() - 15 * 60_000), 404, 'leeway of a signer whose clock is fast');
  assert.equal(await statusAt(date.getTime() - 15 * 60_000 - 1), 403);
});

test('a request signed by header is good for fifteen minutes, and only as it was signed', async (t) => {
  const store = await startStore(t);
  const sign = (minutes: number) =>
    signByHeader({
      port: store.port,
      method: 'GET',
      path: PATH,
      date: new Date(Date.now() + minutes * 60_000),
    });
  for (const [minutes, status] of [
    [0, 404],
    [14, 404],
    [-14, 404],
    [16, 403],
    [-16, 403],
  ] as const) {
    assert.equal((await send(store.port, sign(minutes))).status, status, `${minutes} minutes`);
  }
  const signed = sign(0);
  const changes: Partial<RawRequest>[] = [
    { method: 'DELETE' },
    { path: `${PATH}x` },
    { path: `${PATH}?acl` },
    { headers: { ...signed.headers, host: 'store.example' } },
    { headers: { ...signed.headers, 'x-amz-content-sha256': 'e3b0c442' } },
    { headers: { ...signed.headers, 'x-amz-date': timestampOf(new Date(Date.now() - 1000)) } },
    { headers: { ...signed.headers, 'x-amz-acl': 'private' } },
    {
      headers: {
        ...signed.headers,
        'x-amz-date': [signed.headers!['x-amz-date'] as string, timestampOf(new Date(0))],
      },
    },
  ];
  for (const change of changes) {
    const answer = await send(store.port, { ...signed, ...change });
    assert.equal(answer.status, 403, JSON.stringify(change));
  }
  const unknown = signByHeader({ port: store.port, method: 'GET', path: PATH });
  const headers = { ...unknown.headers };
  headers.authorization = String(headers.authorization).replace(CREDENTIAL.accessKeyId, 'AKNOBODY');
  assert.equal(errorCode(await send(store.port, { ...unknown, headers })), 'InvalidAccessKeyId');
});

test('no answer and no log line contains a secret, a signature or a stack', async (t) => {
  const store = await startStore(t);
  const link = signLink({ port: store.port, method: 'GET', path: PATH });
  const signature = link.slice(-64);
  const answers = [
    await send(store.port, { method: 'GET', path: link }),
    await send(store.port, { method: 'PUT', path: link, body: 'x' }),
    await send(store.port, { method: 'GET', path: `/${BUCKET}/%zz` }),
    await send(store.port, { method: 'GET', path: link.replace('?', '%3F') }),
    await send(store.port, { method: 'GET', path: link.replace('?', '%253f').replaceAll('=', '%253d') }),
  ];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [404, 403, 400, 403, 403],
  );
  const all = JSON.stringify(store.lines) + answers.map(({ text }) => text).join('');
  for (const secret of [CREDENTIAL.secretAccessKey, signature, '.ts:', 'node:internal']) {
    assert.ok(!all.includes(secret), secret);
  }
});
