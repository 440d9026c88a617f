/**
 * Goal: Google Cloud Storage is listed and its refusals are explained.
 * Method: a stand-in for the store, and a look at what it was asked.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { clockFrom } from '../../../platform/clock.ts';
import { fakeStore, findingOf, xmlError } from '../test-support.ts';
import { createGcsBackend } from './backend.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const surroundings = {
  clock: clockFrom(() => new Date(), 'Europe/Kyiv'),
  consoleOrigins: ['https://console.example'],
};
const backendAt = (url: string) =>
  createGcsBackend(
    {
      clientEmail: 'signer@project.iam.example',
      privateKey,
      publicEndpoint: 'http://127.0.0.1:1',
      internalEndpoint: url,
    },
    surroundings,
  );

test('a folder is listed through the XML API, by a short-lived link of our own to the internal endpoint', async (t) => {
  const body =
    '<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated><Contents><Key>f/%D0%90.pdf</Key>' +
    '<LastModified>2026-03-29T00:00:00.000Z</LastModified><ETag>"e"</ETag><Size>7</Size></Contents></ListBucketResult>';
  const { url, asked } = await fakeStore(t, () => ({ status: 200, body }));
  const page = await backendAt(url).list({ bucket: 'b', prefix: 'f/', pageToken: undefined, size: 10 });
  assert.deepEqual(page.objects[0]?.key, 'f/А.pdf');
  const [one] = asked;
  assert.equal(one?.path, '/b');
  assert.equal(one?.query.get('prefix'), 'f/');
  assert.equal(one?.query.get('X-Goog-Expires'), '60');
});

test('a refusal is explained in the words of this store', async (t) => {
  const { url } = await fakeStore(t, () => ({ status: 403, body: xmlError('SignatureDoesNotMatch') }));
  const finding = findingOf(await backendAt(url).check('b'), 'bucket');
  assert.match(finding.remedy ?? '', /GCS_SERVICE_ACCOUNT_KEY/);
});
