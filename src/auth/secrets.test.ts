/**
 * Goal: secrets cannot be guessed, nor read from what is kept of them.
 * Method: examples of the three functions.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { equalSecrets, hashSecret, randomSecret } from './secrets.ts';

describe('a secret', () => {
  test('is 256 random bits in URL-safe characters', () => {
    const secrets = Array.from({ length: 100 }, randomSecret);
    for (const secret of secrets) assert.match(secret, /^[\w-]{43}$/);
    assert.equal(new Set(secrets).size, 100);
  });
  test('is kept as its SHA-256', () => {
    assert.equal(
      hashSecret('abc').toString('hex'),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
  test('equals itself alone', () => {
    assert.ok(equalSecrets('абв', 'абв'));
    for (const other of ['', 'абв ', 'АБВ']) assert.ok(!equalSecrets('абв', other));
  });
});
