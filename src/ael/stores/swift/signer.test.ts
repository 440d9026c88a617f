/**
 * Goal: a TempURL signs the decoded path for one method and time.
 * Method: published examples, then what our links bind.
 */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import type { PresignRequest } from '../../signer.ts';
import { createSwiftSigner } from './signer.ts';

const options = {
  publicEndpoint: 'https://swift-cluster.example.com',
  accountPath: '/v1/AUTH_account',
  tempUrlKey: 'mykey',
};
const request: PresignRequest = {
  method: 'GET',
  bucket: 'container',
  key: 'object',
  expiresInSeconds: 3600,
  now: new Date((1_374_497_657 - 3600) * 1000 + 999),
  access: 'PUBLIC',
};

test('the SHA-1 example of the Swift documentation is reproduced', () => {
  assert.equal(
    createSwiftSigner({ ...options, digest: 'sha1' }).presign(request),
    'https://swift-cluster.example.com/v1/AUTH_account/container/object' +
      '?temp_url_sig=5c4cc8886f36a9d0919d708ade98bf0cc71c9e91&temp_url_expires=1374497657',
  );
});

test('the SHA-256 example of the Swift documentation is reproduced, and SHA-256 is the default', () => {
  assert.equal(
    createSwiftSigner(options).presign({ ...request, now: new Date((1_512_508_563 - 3600) * 1000) }),
    'https://swift-cluster.example.com/v1/AUTH_account/container/object' +
      '?temp_url_sig=732fcac368abb10c78a4cbe95c3fab7f311584532bf779abd5074e13cbe8b88b&temp_url_expires=1512508563',
  );
});

test('SHA-512 follows the construction of the documentation', () => {
  const signature = createHmac('sha512', 'mykey').update(
    'GET\n1374497657\n/v1/AUTH_account/container/object',
  );
  const url = createSwiftSigner({ ...options, digest: 'sha512' }).presign(request);
  assert.ok(url.includes(`?temp_url_sig=${signature.digest('hex')}&temp_url_expires=1374497657`), url);
});

test('the decoded path is signed and the encoded one is sent', () => {
  const url = createSwiftSigner(options).presign({
    ...request,
    method: 'PUT',
    bucket: 'b_1',
    key: 'Договір/а+б 1%.pdf',
  });
  const signature = createHmac('sha256', 'mykey').update(
    'PUT\n1374497657\n/v1/AUTH_account/b_1/Договір/а+б 1%.pdf',
  );
  assert.equal(
    url,
    'https://swift-cluster.example.com/v1/AUTH_account/b_1/%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D1%96%D1%80/' +
      `%D0%B0%2B%D0%B1%201%25.pdf?temp_url_sig=${signature.digest('hex')}&temp_url_expires=1374497657`,
  );
});

test('every part that is signed changes the signature', () => {
  const signer = createSwiftSigner(options);
  const variants: Partial<PresignRequest>[] = [
    {},
    { method: 'PUT' },
    { method: 'HEAD' },
    { bucket: 'other' },
    { key: 'other' },
    { expiresInSeconds: 3601 },
  ];
  const signatures = variants.map(
    (change) => /sig=(\w+)/.exec(signer.presign({ ...request, ...change }))?.[1],
  );
  assert.equal(new Set(signatures).size, variants.length);
});

test('internal links go to the internal endpoint, below its own path', () => {
  const signer = createSwiftSigner({ ...options, internalEndpoint: 'http://10.0.0.7:8080/proxy/' });
  const [publicUrl, internalUrl] = [
    signer.presign(request),
    signer.presign({ ...request, access: 'INTERNAL' }),
  ];
  assert.equal(
    internalUrl,
    publicUrl.replace('https://swift-cluster.example.com', 'http://10.0.0.7:8080/proxy'),
  );
});

test('wrong options are refused when the signer is made, wrong expiries when it is used', () => {
  for (const accountPath of ['', '/', 'v1/AUTH_a', '/v1/AUTH a', '/v1/AUTH_a/', '/v1/%41']) {
    assert.throws(() => createSwiftSigner({ ...options, accountPath }), TypeError, accountPath);
  }
  assert.throws(() => createSwiftSigner({ ...options, tempUrlKey: '' }), TypeError);
  for (const expiresInSeconds of [0, -600, 0.5, Number.NaN, 1e12]) {
    assert.throws(() => createSwiftSigner(options).presign({ ...request, expiresInSeconds }), RangeError);
  }
});
