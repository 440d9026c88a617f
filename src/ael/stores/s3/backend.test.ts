/**
 * Goal: s3 is listed, questioned and its failures are told without an address.
 * Method: a stand-in for the store, and a look at what it was asked.
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { clockFrom } from '../../../platform/clock.ts';
import { InvalidPageToken, StoreFailure } from '../../backend.ts';
import { type FakeAnswer, type FakeRequest, fakeStore, findingOf, xmlError } from '../test-support.ts';
import { createS3Backend } from './backend.ts';

const bucket = 'ambulatory_contracts';
const origin = 'https://console.example';
const LISTING = '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>';
const list = { bucket, prefix: 'folder/', pageToken: undefined, size: 1000 };

/** A store in good order, but for what `answer` says otherwise. */
async function setUp(
  t: TestContext,
  answer: (asked: FakeRequest) => FakeAnswer | undefined = () => undefined,
) {
  const { url, asked } = await fakeStore(t, (one) => answer(one) ?? inOrder(one));
  const clock = clockFrom(() => new Date(), 'Europe/Kyiv');
  const options = { region: 'us-east-1', accessKeyId: 'AK', secretAccessKey: 'secret' };
  const backend = createS3Backend({ ...options, publicEndpoint: url }, { clock, consoleOrigins: [origin] });
  return { backend, asked };
}

function inOrder({ method }: FakeRequest): FakeAnswer {
  if (method === 'GET') return { status: 200, body: LISTING };
  if (method === 'PUT') return { status: 403, body: xmlError('AccessDenied') };
  return {
    status: 200,
    headers: { 'access-control-allow-origin': origin, 'access-control-allow-methods': 'GET, PUT' },
  };
}

const refusing =
  (status: number, body: string, headers: Record<string, string> = {}) =>
  (asked: FakeRequest) =>
    asked.method === 'GET' ? { status, body, headers } : undefined;

test('a listing is ListObjectsV2, signed by headers so that no address holds a secret', async (t) => {
  const { backend, asked } = await setUp(t);
  assert.deepEqual(await backend.list({ ...list, pageToken: 'to ken', size: 7 }), {
    objects: [],
    nextPageToken: null,
  });
  const [one] = asked;
  assert.equal(one?.path, `/${bucket}`);
  assert.deepEqual(Object.fromEntries(one?.query ?? []), {
    'list-type': '2',
    'encoding-type': 'url',
    prefix: 'folder/',
    'max-keys': '7',
    'continuation-token': 'to ken',
  });
  assert.match(one?.request.headers.authorization ?? '', /^AWS4-HMAC-SHA256 Credential=AK\//);
});

test('a token that the store does not know is the mistake of whoever sent it', async (t) => {
  const { backend } = await setUp(t, refusing(400, xmlError('InvalidArgument')));
  await assert.rejects(backend.list({ ...list, pageToken: 'x' }), InvalidPageToken);
  await assert.rejects(backend.list(list), StoreFailure);
});

test('a store that refuses, redirects, hangs up or talks without end is a failure without an address', async (t) => {
  const answers: Record<string, (asked: FakeRequest) => FakeAnswer | undefined> = {
    refuses: refusing(503, xmlError('SlowDown')),
    redirects: refusing(307, '', { location: 'http://127.0.0.1:1/elsewhere' }),
    'hangs up': ({ request }) => {
      request.socket.destroy();
      return { status: 200 };
    },
    'talks without end': refusing(200, 'x'.repeat(9_000_000)),
    'is something else': refusing(200, '<html></html>'),
  };
  for (const [what, answer] of Object.entries(answers)) {
    const { backend } = await setUp(t, answer);
    await assert.rejects(
      backend.list(list),
      (error) => error instanceof StoreFailure && !error.message.includes('http'),
      what,
    );
  }
});

test('a store in order has nothing but good findings', async (t) => {
  const { backend } = await setUp(t);
  const findings = await backend.check(bucket);
  assert.deepEqual(
    findings.map(({ name, state }) => [name, state]),
    [
      ['bucket', 'ok'],
      ['store clock', 'ok'],
      ['unsigned headers', 'ok'],
      ['CORS', 'ok'],
    ],
  );
});

test('what S3 refuses is explained with a remedy', async (t) => {
  const cases: [string, (asked: FakeRequest) => FakeAnswer | undefined, RegExp, RegExp][] = [
    ['no bucket', refusing(404, xmlError('NoSuchBucket')), /does not exist/, /Create it/],
    ['denied', refusing(403, xmlError('AccessDenied')), /denied/, /list the bucket/],
    ['wrong key', refusing(403, xmlError('InvalidAccessKeyId')), /signature/, /S3_ACCESS_KEY_ID/],
    ['wrong secret', refusing(403, xmlError('SignatureDoesNotMatch')), /signature/, /S3_SECRET_ACCESS_KEY/],
    ['clock', refusing(403, xmlError('RequestTimeTooSkewed')), /clocks/, /NTP/],
    ['strict names', refusing(400, xmlError('InvalidBucketName')), /refuses the name/, /S3_ADDRESSING=path/],
    [
      'other region, in the header',
      refusing(301, xmlError('PermanentRedirect'), { 'x-amz-bucket-region': 'eu-north-1' }),
      /another region/,
      /S3_REGION=eu-north-1/,
    ],
    [
      'other region, in the body',
      refusing(400, xmlError('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>')),
      /another region/,
      /S3_REGION=eu-west-1/,
    ],
    ['a web server', refusing(404, '<html></html>'), /404/, /endpoint/],
    ['a portal', refusing(200, '<html></html>'), /not a listing/, /S3_ENDPOINT/],
  ];
  for (const [what, answer, detail, remedy] of cases) {
    const { backend } = await setUp(t, answer);
    const finding = findingOf(await backend.check(bucket), 'bucket');
    assert.equal(finding.state, 'failed', what);
    assert.match(finding.detail, detail, what);
    assert.match(finding.remedy ?? '', remedy, what);
  }
});

test('nobody there is explained, and never throws', async () => {
  const clock = clockFrom(() => new Date(), 'Europe/Kyiv');
  const options = { region: 'us-east-1', accessKeyId: 'AK', secretAccessKey: 'secret' };
  const backend = createS3Backend(
    { ...options, publicEndpoint: 'http://127.0.0.1:1', internalEndpoint: 'http://127.0.0.1:59999' },
    { clock, consoleOrigins: [origin] },
  );
  const finding = findingOf(await backend.check(bucket), 'bucket');
  assert.equal(finding.state, 'failed');
  assert.match(finding.detail, /ECONNREFUSED/);
});

test('clocks that differ are a warning, with the seconds', async (t) => {
  const date = new Date(Date.now() - 120_000).toUTCString();
  const { backend } = await setUp(t, refusing(200, LISTING, { date }));
  const finding = findingOf(await backend.check(bucket), 'store clock');
  assert.equal(finding.state, 'warning');
  assert.match(finding.detail, /^1[12]\d s /);
});

test('missing CORS is a warning that names what pages cannot do', async (t) => {
  const cases: [FakeAnswer, RegExp][] = [
    [{ status: 403 }, /PUT from https:\/\/console.example, GET from/],
    [{ status: 200, headers: { 'access-control-allow-origin': 'https://other.example' } }, /PUT from/],
    [
      { status: 200, headers: { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET' } },
      /links: PUT from https:\/\/console.example$/,
    ],
  ];
  for (const [answer, detail] of cases) {
    const { backend } = await setUp(t, ({ method }) => (method === 'OPTIONS' ? answer : undefined));
    const finding = findingOf(await backend.check(bucket), 'CORS');
    assert.equal(finding.state, 'warning');
    assert.match(finding.detail, detail);
  }
});

test('a store that obeys headers which a link did not sign is a warning, and is probed once', async (t) => {
  const { backend, asked } = await setUp(t, ({ method }) =>
    method === 'PUT' ? { status: 404, body: xmlError('NoSuchKey') } : undefined,
  );
  for (let time = 0; time < 3; time += 1) {
    const finding = findingOf(await backend.check(bucket), 'unsigned headers');
    assert.equal(finding.state, 'warning');
    assert.match(finding.remedy ?? '', /S3_GUARD_UNSIGNED_HEADERS/);
  }
  const probes = asked.filter(({ method }) => method === 'PUT');
  assert.equal(probes.length, 1);
  assert.match(String(probes[0]?.request.headers['x-amz-copy-source']), /does-not-exist$/);
});
