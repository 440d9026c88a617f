/**
 * Goal: a stored answer opens for the holder of the API key and in its own place alone.
 * Method: seals opened with everything else.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seal, unseal } from './seal.ts';

const identity = ['client', 'key', 'POST', '/path'];
const payload = { data: { url: 'https://store.example/secret?X-Amz-Signature=abc' } };

test('a sealed answer is given back to the holder of the same API key, and to nobody else', () => {
  const sealed = seal(payload, 'api key', identity);
  assert.deepEqual(unseal(sealed, 'api key', identity), payload);
  assert.equal(unseal(sealed, 'another key', identity), undefined);
  assert.equal(unseal(sealed, '', identity), undefined);
});

test('nothing of the answer can be read in what is stored', () => {
  const { sealed } = seal(payload, 'api key', identity);
  const bytes = Buffer.from(sealed, 'base64url').toString('latin1');
  for (const text of ['store', 'secret', 'Signature', 'data', 'url']) assert.ok(!bytes.includes(text), text);
});

test('the same answer is never stored twice alike', () => {
  assert.notEqual(seal(payload, 'api key', identity).sealed, seal(payload, 'api key', identity).sealed);
});

test('a sealed answer that was moved to another request, changed or cut is refused', () => {
  const { sealed } = seal(payload, 'api key', identity);
  assert.equal(unseal({ sealed }, 'api key', ['client', 'key', 'POST', '/other']), undefined);
  assert.equal(unseal({ sealed }, 'api key', ['clientkey', '', 'POST', '/path']), undefined);
  const bytes = Buffer.from(sealed, 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] as number) ^ 1;
    assert.equal(unseal({ sealed: changed.toString('base64url') }, 'api key', identity), undefined);
    assert.equal(unseal({ sealed: bytes.toString('base64url', 0, at) }, 'api key', identity), undefined);
  }
});
