/**
 * Goal: passwords are kept as argon2id hashes that can be made costlier later.
 * Method: real hashes, with the costs read from them.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hashPassword, verifyPassword } from './passwords.ts';
import { equalSecrets, hashSecret, randomSecret } from './secrets.ts';

describe('a password', () => {
  test('is recognised by its hash, and no other password is', async () => {
    const hash = await hashPassword('пароль 💊');
    assert.ok(await verifyPassword('пароль 💊', hash));
    for (const other of ['пароль', 'пароль 💊 ', '', 'Пароль 💊'])
      assert.ok(!(await verifyPassword(other, hash)), other);
  });
  test('is hashed with argon2id, 19 MiB, two passes and a salt of its own', async () => {
    const [one, other] = [await hashPassword('x'), await hashPassword('x')];
    assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.notEqual(one, other);
  });
  test('is verified by the costs that the stored hash names', async () => {
    // What the reference program answers to: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
    const stored = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    assert.ok(await verifyPassword('password', stored));
    assert.ok(!(await verifyPassword('passwort', stored)));
  });
  test('matches nothing that is no such hash', async () => {
    for (const stored of [
      '',
      'x',
      '$argon2i$v=19$m=16,t=2,p=1$c29tZXNhbHQ$AAAA',
      '$2b$10$abcdefghijklmnopqrstuv',
    ])
      assert.equal(await verifyPassword('x', stored), false, stored);
  });
});

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
