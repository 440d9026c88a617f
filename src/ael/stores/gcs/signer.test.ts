/**
 * Goal: links for Google Cloud Storage carry a V4 signature.
 * Method: Google's published conformance tests, then what our links bind.
 */
import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, hash, type KeyObject, verify } from 'node:crypto';
import { test } from 'node:test';
import type { PresignRequest } from '../../signer.ts';
import vectors from './conformance.json' with { type: 'json' };
import { createGcsLinks, createGcsSigner } from './signer.ts';

/**
 * The public half of the dummy key with which Google signed its published conformance vectors
 * (googleapis/conformance-tests, storage/v1/v4_signatures.json). It is enough: a signature that verifies over our
 * string to sign proves that string, and no private key has to lie in this repository.
 */
const conformanceKey = createPublicKey({
  format: 'jwk',
  key: {
    kty: 'RSA',
    e: 'AQAB',
    n:
      'rD8zIqyKLbX0Nq8o0Jj1qHEhHhqO3-0OP7TEFx5Vxc6PdwBoFNrfnJRI_S-ZaDYS1avr5Pqpp8g8-UNOMvI1VsjGM8xjTaxkVv8mmKp6' +
      'pSmQstTt25pzY1exA2wv4xNWSwWNFNx2kh35-kvTQ_DF3YA9P7pUU1sKur1PP8OoubWLFO59iy5UE5dX0O_3pjvZ2HAhSXsx2VWtB5nl' +
      'rHR8FrKJNLJMEGEDSMz9yRfQaUeYCU9oDYHuiqKQ3rCXi6C82l-3FJw5_ggJ5y7iw8MErCFSslcYQRbBVz6ZYKWkEcJhs8BG3_16bfaq' +
      'NusNlDIJ99I7DmipUngF_HEulYhfrQ',
  },
});

const publicEndpoint = 'https://storage.googleapis.com';

type Vector = Omit<PresignRequest, 'now' | 'access' | 'key'> & {
  description: string;
  key?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  now: string;
  signature: string;
};

for (const { description, signature, now, headers = {}, ...vector } of vectors as unknown as Vector[]) {
  test(`Google's conformance vector "${description}" is reproduced`, () => {
    const signAsGoogle = (text: string) => {
      assert.ok(verify('sha256', Buffer.from(text), conformanceKey, Buffer.from(signature, 'hex')), text);
      return signature;
    };
    const link = createGcsLinks(
      { publicEndpoint, clientEmail: 'test-iam-credentials@dummy-project-id.iam.gserviceaccount.com' },
      signAsGoogle,
    );
    const url = link({ ...vector, headers, now: new Date(now), access: 'PUBLIC' });
    assert.ok(url.endsWith(`&X-Goog-Signature=${signature}`), url);
  });
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const account = {
  publicEndpoint,
  clientEmail: 'links@project.iam.gserviceaccount.com',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
};
const request: PresignRequest = {
  method: 'GET',
  bucket: 'ambulatory_contracts',
  key: 'f7314656/Договір (№1).pdf',
  expiresInSeconds: 600,
  now: new Date('2026-03-29T23:59:59.999Z'),
  access: 'PUBLIC',
};

/** Signature check written from Google's description of V4, step by step, apart from the signer. */
function verifies(rawUrl: string, method: string, key: KeyObject, extraHeaders = ''): boolean {
  const [, host = '', path = '', query = '', signature = ''] =
    /^https?:\/\/([^/]+)([^?]+)\?(.*)&X-Goog-Signature=([0-9a-f]+)$/.exec(rawUrl) ?? [];
  const parameters = new URLSearchParams(query);
  const signedHeaders = parameters.get('X-Goog-SignedHeaders');
  const canonical = [
    method,
    path,
    query,
    `${extraHeaders}host:${host}\n`,
    signedHeaders,
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const scope = parameters.get('X-Goog-Credential')?.split('/').slice(1).join('/');
  const text = [
    'GOOG4-RSA-SHA256',
    parameters.get('X-Goog-Date'),
    scope,
    hash('sha256', canonical, 'hex'),
  ].join('\n');
  return verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'hex'));
}

test("a link is signed with the account's key over method, host, path and query", () => {
  const url = createGcsSigner(account).presign(request);
  assert.ok(
    url.startsWith(
      'https://storage.googleapis.com/ambulatory_contracts/f7314656/' +
        '%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D1%96%D1%80%20%28%E2%84%961%29.pdf?X-Goog-Algorithm=GOOG4-RSA-SHA256' +
        '&X-Goog-Credential=links%40project.iam.gserviceaccount.com%2F20260329%2Fauto%2Fstorage%2Fgoog4_request' +
        '&X-Goog-Date=20260329T235959Z&X-Goog-Expires=600&X-Goog-SignedHeaders=host&X-Goog-Signature=',
    ),
    url,
  );
  assert.ok(verifies(url, 'GET', publicKey));
  assert.ok(!verifies(url, 'PUT', publicKey));
  assert.ok(!verifies(url.replace('Expires=600', 'Expires=601'), 'GET', publicKey));
  assert.ok(!verifies(url.replace('1%29.pdf', '2%29.pdf'), 'GET', publicKey));
});

test('a content type is bound to the link as a signed header', () => {
  const url = createGcsSigner(account).presign({ ...request, method: 'PUT', contentType: 'application/pdf' });
  assert.ok(url.includes('&X-Goog-SignedHeaders=content-type%3Bhost&'), url);
  assert.ok(verifies(url, 'PUT', publicKey, 'content-type:application/pdf\n'));
  assert.ok(!verifies(url, 'PUT', publicKey, 'content-type:text/html\n'));
});

test('public and internal links differ in host, and the host is signed', () => {
  const signer = createGcsSigner({
    ...account,
    publicEndpoint: 'https://files.example.org',
    internalEndpoint: 'http://10.0.0.5:8443/gcs/',
  });
  const internal = signer.presign({ ...request, access: 'INTERNAL' });
  assert.ok(internal.startsWith('http://10.0.0.5:8443/gcs/ambulatory_contracts/f7314656/'), internal);
  assert.ok(verifies(internal, 'GET', publicKey));
  assert.ok(!verifies(internal.replace('10.0.0.5:8443', 'files.example.org'), 'GET', publicKey));
});

test('our own requests are links that live a minute', () => {
  const query = { 'list-type': '2', prefix: 'f7314656/' };
  const { url, headers } = createGcsSigner(account).signHeaders({ ...request, query });
  assert.deepEqual(headers, {});
  assert.match(url, /&X-Goog-Expires=60&.*&list-type=2&prefix=f7314656%2F&X-Goog-Signature=/);
  assert.ok(verifies(url, 'GET', publicKey));
});

test('a link of more than seven days, of no time or of part of a second is not made', () => {
  const signer = createGcsSigner(account);
  assert.ok(verifies(signer.presign({ ...request, expiresInSeconds: 604_800 }), 'GET', publicKey));
  for (const expiresInSeconds of [0, -1, 1.5, 604_801, Number.NaN]) {
    assert.throws(() => signer.presign({ ...request, expiresInSeconds }), RangeError);
  }
});

test('a key that is not an RSA key is refused when the signer is made', () => {
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const pem = elliptic.export({ type: 'pkcs8', format: 'pem' }) as string;
  assert.throws(() => createGcsSigner({ ...account, privateKey: pem }), TypeError);
  assert.throws(() => createGcsSigner({ ...account, privateKey: 'not a key' }));
});
