/**
 * Goal: scopes are whole words, separated by spaces.
 * Method: examples of the two functions.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { missingScopes, parseScopes } from './access.ts';

describe('scopes', () => {
  test('are separated by spaces and by nothing else', () => {
    assert.deepEqual(parseScopes('a:b c:d'), ['a:b', 'c:d']);
    assert.deepEqual(parseScopes('  a:b   c:d '), ['a:b', 'c:d']);
    assert.deepEqual(parseScopes('a:b,c:d\te:f\ng:h\u00a0i:j'), ['a:b,c:d\te:f\ng:h\u00a0i:j']);
    assert.deepEqual(parseScopes(''), []);
  });
  test('all missing ones are named, in the order in which they are needed', () => {
    assert.deepEqual(missingScopes('c:d a:b e:f', ['a:b']), ['c:d', 'e:f']);
    assert.deepEqual(missingScopes('a:b', ['a:b']), []);
    assert.deepEqual(missingScopes('a:b', ['A:B', 'a:bb', 'a:', 'a:b,c:d']), ['a:b']);
  });
});
