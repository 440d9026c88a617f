/**
 * Goal: a password is long, and nothing that others know.
 * Method: examples at each limit.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passwordMistake } from './password-rules.ts';

test('a password has twelve characters or more, of whatever kind', () => {
  for (const password of ['x'.repeat(12), 'правильна кінь', '💊'.repeat(12), ' '.repeat(12)])
    assert.equal(passwordMistake(password, null), undefined, password);
  // A letter with its accent is one character however it is composed.
  for (const password of ['', 'x'.repeat(11), '💊'.repeat(11), 'ї'.normalize('NFD').repeat(11)])
    assert.equal(passwordMistake(password, null), 'too-short', password);
});

test('a password has at most 1024 bytes', () => {
  assert.equal(passwordMistake('x'.repeat(1024), null), undefined);
  assert.equal(passwordMistake('x'.repeat(1025), null), 'too-long');
  assert.equal(passwordMistake('ї'.repeat(513), null), 'too-long');
});

test('a password is not the e-mail address, in any case', () => {
  assert.equal(passwordMistake('Olena@Example.org', 'olena@example.org'), 'is-email');
  assert.equal(passwordMistake('olena@example.org!', 'olena@example.org'), undefined);
});
