/**
 * Goal: links and requests for S3 carry the signature that AWS computes.
 * Method: published examples, then generated links against aws4, the SDK and a step-by-step oracle.
 */
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import aws4 from 'aws4';
import fc from 'fast-check';
import { encodeKey, parseFileName } from '../../file-name.ts';
import type { LinkMethod, PresignRequest } from '../../signer.ts';
import { createS3Signer } from './signer.ts';

/** The example credentials and moment of the S3 API reference, "Authenticating Requests (AWS Signature Version 4)". */
const example = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
  publicEndpoint: 'https://s3.amazonaws.com',
};
const exampleNow = new Date('2013-05-24T00:00:00Z');

const options = { ...example, region: 'eu-central-1', publicEndpoint: 'https://files.example.org:8443' };
const request: PresignRequest = {
  method: 'GET',
  bucket: 'ambulatory_contracts',
  key: 'f7314656/Договір (№1).pdf',
  expiresInSeconds: 600,
  now: new Date('2026-03-29T23:59:59.999Z'),
  access: 'PUBLIC',
};

/**
 * An oracle: the signature a raw URL should carry, written step by step from the reference and sharing nothing with
 * the signer. It believes the URL's own query, so it also judges links of other signers.
 */
function expectedSignature(rawUrl: string, method: string, headers: Record<string, string> = {}): string {
  const [, host = '', path = '', query = ''] = /^https?:\/\/([^/?]+)([^?]*)\?(.*)$/.exec(rawUrl) ?? [];
  const parameters = query.split('&').filter((parameter) => !parameter.startsWith('X-Amz-Signature='));
  const value = (name: string) => new URLSearchParams(query).get(name) ?? '';
  const [, day = '', region = '', service = '', closing = ''] = value('X-Amz-Credential').split('/');
  const known: Record<string, string> = { host, ...headers };
  const names = value('X-Amz-SignedHeaders').split(';');
  const canonical = [
    method,
    path,
    parameters.sort().join('&'),
    ...names.map((name) => `${name}:${known[name]}`),
    '',
    names.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const stringToSign = [
    'AWS4-HMAC-SHA256',
    value('X-Amz-Date'),
    `${day}/${region}/${service}/${closing}`,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  let key: Buffer = Buffer.from(`AWS4${example.secretAccessKey}`);
  for (const part of [day, region, service, closing, stringToSign])
    key = createHmac('sha256', key).update(part).digest();
  return key.toString('hex');
}

const signatureOf = (url: string) => /[?&]X-Amz-Signature=([0-9a-f]{64})(?:&|$)/.exec(url)?.[1];

const anyKey = fc
  .array(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 3 })
  .map((segments) => segments.join('/').normalize('NFC'))
  .filter((name) => parseFileName(encodeKey(name.toWellFormed()), 37).ok)
  .map((name) => `f7314656-31aa-46bb-b8cc-e2ddeeff0011/${name}`);
const anyMethod = fc.constantFrom<LinkMethod>('GET', 'PUT', 'HEAD', 'DELETE');
const anyMoment = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });

test('the presigned URL of the S3 API reference is reproduced', () => {
  assert.equal(
    createS3Signer({ ...example, addressing: 'virtual-host' }).presign({
      method: 'GET',
      bucket: 'examplebucket',
      key: 'test.txt',
      expiresInSeconds: 86_400,
      now: exampleNow,
      access: 'PUBLIC',
    }),
    'https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256' +
      '&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z' +
      '&X-Amz-Expires=86400&X-Amz-SignedHeaders=host' +
      '&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  );
});

test('the signed requests of the S3 API reference are reproduced: listing and bucket configuration', () => {
  const signer = createS3Signer({ ...example, addressing: 'virtual-host' });
  const bucket = { method: 'GET', bucket: 'examplebucket', now: exampleNow, access: 'PUBLIC' } as const;
  const list = signer.signHeaders({ ...bucket, query: { prefix: 'J', 'max-keys': '2' } });
  assert.equal(list.url, 'https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J');
  assert.deepEqual(list.headers, {
    'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-amz-date': '20130524T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, ' +
      'SignedHeaders=host;x-amz-content-sha256;x-amz-date, ' +
      'Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  });
  const lifecycle = signer.signHeaders({ ...bucket, query: { lifecycle: '' } });
  assert.match(
    lifecycle.headers.authorization ?? '',
    /=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543$/,
  );
});

test('aws4 makes the same link, byte for byte, for any accepted name, method, moment and expiry', () => {
  const signer = createS3Signer(options);
  fc.assert(
    fc.property(
      anyKey,
      anyMethod,
      anyMoment,
      fc.integer({ min: 1, max: 604_800 }),
      (key, method, now, seconds) => {
        const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
        const theirs = aws4.sign(
          {
            service: 's3',
            region: options.region,
            method,
            host: 'files.example.org:8443',
            path: `/ambulatory_contracts/${encodeKey(key)}?X-Amz-Date=${stamp}&X-Amz-Expires=${seconds}`,
            signQuery: true,
          },
          options,
        );
        const ours = signer.presign({ ...request, method, key, now, expiresInSeconds: seconds });
        assert.equal(signatureOf(ours), signatureOf(theirs.path));
        const sorted = (text: string) => text.split(/[?&]/).sort();
        assert.deepEqual(sorted(ours), sorted(`https://files.example.org:8443${theirs.path}`));
      },
    ),
    { numRuns: 300 },
  );
});

test('the step-by-step oracle agrees with any link, and with those of the AWS SDK', async () => {
  const client = new S3Client({
    region: options.region,
    endpoint: options.publicEndpoint,
    credentials: options,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const signer = createS3Signer(options);
  await fc.assert(
    fc.asyncProperty(anyKey, anyMoment, async (Key, now) => {
      const place = { Bucket: request.bucket, Key };
      for (const [method, command] of [
        ['GET', new GetObjectCommand(place)],
        ['PUT', new PutObjectCommand(place)],
      ] as const) {
        const ours = signer.presign({ ...request, method, key: Key, now });
        assert.equal(signatureOf(ours), expectedSignature(ours, method));
        const theirs = await getSignedUrl(client, command, { expiresIn: 600, signingDate: now });
        assert.equal(signatureOf(theirs), expectedSignature(theirs, method));
        // The SDK signs further query parameters (x-id, a payload marker): same place, same signed headers, other signature.
        assert.equal(theirs.split('?')[0], ours.split('?')[0]);
        assert.ok(theirs.includes('X-Amz-SignedHeaders=host'));
      }
    }),
    { numRuns: 50 },
  );
});

test('a content type is bound to the link as a signed header', () => {
  const url = createS3Signer(options).presign({ ...request, method: 'PUT', contentType: 'application/pdf' });
  assert.ok(url.includes('&X-Amz-SignedHeaders=content-type%3Bhost&'), url);
  assert.equal(signatureOf(url), expectedSignature(url, 'PUT', { 'content-type': 'application/pdf' }));
  assert.notEqual(signatureOf(url), expectedSignature(url, 'PUT', { 'content-type': 'text/html' }));
});

test('a content type that could add a header to what is signed is refused', () => {
  const signer = createS3Signer(options);
  for (const contentType of ['', ' a/b', 'a/b ', 'a/b;  c', 'a/b\nx:y', 'a/b\r\n', 'текст']) {
    assert.throws(() => signer.presign({ ...request, contentType }), RangeError, JSON.stringify(contentType));
  }
});

test('the guard names as signed, on uploads only, the headers that an upload must not carry', () => {
  const signer = createS3Signer({ ...options, guardUnsignedHeaders: true });
  const named = (url: string) => new URL(url).searchParams.get('X-Amz-SignedHeaders');
  const put = named(signer.presign({ ...request, method: 'PUT', contentType: 'a/b' })) ?? '';
  assert.ok(put.startsWith('content-type;host;x-amz-acl;x-amz-copy-source;'), put);
  assert.deepEqual(put.split(';'), put.split(';').sort());
  assert.equal(named(signer.presign(request)), 'host');
  assert.equal(named(createS3Signer(options).presign({ ...request, method: 'PUT' })), 'host');
});

test('temporary credentials send their token, signed, in links and in requests of our own', () => {
  const signer = createS3Signer({ ...options, sessionToken: 'IQoJ+/=token' });
  const url = signer.presign(request);
  assert.ok(url.includes('&X-Amz-Security-Token=IQoJ%2B%2F%3Dtoken&X-Amz-SignedHeaders=host&'), url);
  assert.equal(signatureOf(url), expectedSignature(url, 'GET'));
  const own = signer.signHeaders({ ...request, query: {} });
  assert.equal(own.headers['x-amz-security-token'], 'IQoJ+/=token');
  assert.match(
    own.headers.authorization ?? '',
    /SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,/,
  );
});

test('public and internal links differ in host, and the host is signed', () => {
  const signer = createS3Signer({ ...options, internalEndpoint: 'http://10.0.0.5:80/s3/' });
  const [outside, inside] = [signer.presign(request), signer.presign({ ...request, access: 'INTERNAL' })];
  assert.ok(outside.startsWith('https://files.example.org:8443/ambulatory_contracts/f7314656/'), outside);
  assert.ok(inside.startsWith('http://10.0.0.5/s3/ambulatory_contracts/f7314656/'), inside);
  assert.equal(signatureOf(inside), expectedSignature(inside, 'GET'));
  assert.notEqual(signatureOf(inside), signatureOf(outside));
});

test('a link of the last second of a day is scoped to that day, and the next one to the next', () => {
  const signer = createS3Signer(options);
  for (const [moment, stamp] of [
    ['2026-03-29T23:59:59.999Z', '20260329T235959Z'],
    ['2026-03-30T00:00:00.000Z', '20260330T000000Z'],
    ['2026-03-29T23:59:59.000Z', '20260329T235959Z'],
  ] as const) {
    const url = signer.presign({ ...request, now: new Date(moment) });
    assert.ok(url.includes(`%2F${stamp.slice(0, 8)}%2F`) && url.includes(`X-Amz-Date=${stamp}&`), url);
    assert.equal(signatureOf(url), expectedSignature(url, 'GET'));
  }
});

test('a link lives exactly as long as asked, up to seven days; other lives are refused', () => {
  const signer = createS3Signer(options);
  assert.ok(signer.presign({ ...request, expiresInSeconds: 604_800 }).includes('&X-Amz-Expires=604800&'));
  for (const expiresInSeconds of [0, -1, 0.5, 604_801, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => signer.presign({ ...request, expiresInSeconds }), RangeError);
  }
});

test('a bucket that cannot be a host name is refused in virtual-host style and fine in path style', () => {
  const virtual = createS3Signer({ ...options, addressing: 'virtual-host' });
  assert.ok(
    virtual
      .presign({ ...request, bucket: 'contracts' })
      .startsWith('https://contracts.files.example.org:8443/f7'),
  );
  assert.throws(() => virtual.presign(request), /ambulatory_contracts.*path-style/);
  assert.throws(() => virtual.presign({ ...request, bucket: 'evil.example/x' }), RangeError);
  assert.ok(createS3Signer(options).presign(request).includes('/ambulatory_contracts/'));
});

test('more buckets than are remembered still get right links', () => {
  const signer = createS3Signer(options);
  for (let index = 0; index < 200; index += 1) {
    const url = signer.presign({ ...request, bucket: `bucket-${index % 70}` });
    assert.equal(signatureOf(url), expectedSignature(url, 'GET'));
  }
});

test('wrong options are refused when the signer is made', () => {
  for (const publicEndpoint of [
    '',
    'files.example.org',
    'ftp://x',
    'https://u:p@x',
    'https://x?a',
    'https://x#a',
  ]) {
    assert.throws(() => createS3Signer({ ...options, publicEndpoint }), TypeError, publicEndpoint);
  }
  assert.throws(() => createS3Signer({ ...options, secretAccessKey: '' }), TypeError);
  assert.throws(() => createS3Signer({ ...options, region: 'Київ' }), TypeError);
});
