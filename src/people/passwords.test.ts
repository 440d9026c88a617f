/**
 * Goal: passwords are kept as argon2id hashes that can be made costlier later.
 * Method: real hashes, with the costs read from them.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { passwordMistake } from './password-rules.ts';
import { hashPassword, MAX_TYPED_BYTES, NOBODYS_HASH, verifyPassword } from './passwords.ts';

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
  test('is the same however a keyboard composes its letters', async () => {
    const [one, two] = ['Київ-їжак'.normalize('NFC'), 'Київ-їжак'.normalize('NFD')];
    assert.notEqual(one, two);
    assert.ok(await verifyPassword(two, await hashPassword(one)));
    assert.ok(await verifyPassword(one, await hashPassword(two)));
  });
  test('of more bytes than any password has is wrong, without being put into a normal form for seconds', async (t) => {
    const normalize = t.mock.method(String.prototype, 'normalize');
    const reordered = (times: number) => `a${'\u0315'.repeat(times)}${'\u0300'.repeat(times)}`;
    const stored = await hashPassword('x');
    assert.equal(await verifyPassword(reordered(5000), stored), false);
    assert.equal(passwordMistake(reordered(5000), null), 'too-long');
    const lengths = normalize.mock.calls.map(({ this: text }) => String(text).length);
    assert.ok(Math.max(...lengths) <= MAX_TYPED_BYTES, String(lengths));
    // The longest that there can be, however a keyboard composes it.
    const longest = 'ΐ'.repeat(512);
    assert.equal(passwordMistake(longest.normalize('NFD'), null), undefined);
    assert.ok(await verifyPassword(longest.normalize('NFD'), await hashPassword(longest)));
  });
  test('of nobody costs what all others cost, and is none', async () => {
    const costs = (hash: string) => hash.split('$').slice(0, 4).join('$');
    assert.equal(costs(NOBODYS_HASH), costs(await hashPassword('x')));
    for (const password of ['', 'x']) assert.equal(await verifyPassword(password, NOBODYS_HASH), false);
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
