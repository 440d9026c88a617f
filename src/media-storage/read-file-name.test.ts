/**
 * Goal: a name that is refused is one error of the body, beside the schema's.
 * Method: bodies as objects, and the published pattern against generated names.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MAX_KEY_BYTES, parseFileName } from '../ael/file-name.ts';
import { FILE_NAME_PATTERN, readFileName } from './read-file-name.ts';

const check = (body: unknown, layout: 'plain' | 'sharded' = 'plain') =>
  readFileName(body, { storage: { layout } }).invalid;

test('a refused name is one error of rule format at $.resource_name, whatever else the body lacks', () => {
  for (const resource_name of [
    '',
    '/a',
    'a//b',
    'a/..',
    '%2e%2e/a',
    'a\\b',
    'a\tb',
    'a%00',
    '%C0%AE',
    'x'.repeat(1000),
  ]) {
    const [entry, ...others] = check({ resource_name });
    assert.deepEqual(others, []);
    assert.equal(entry?.entry, '$.resource_name');
    assert.equal(entry?.rules?.[0]?.rule, 'format');
    assert.deepEqual(entry?.rules?.[0]?.params, { pattern: FILE_NAME_PATTERN });
  }
});

test('what the schema reports already is not reported twice', () => {
  for (const body of [null, 5, [], {}, { resource_name: 5 }, { resource_name: null }])
    assert.deepEqual(check(body), []);
  for (const resource_name of ['a\0b', 'a\uD800b']) assert.deepEqual(check({ resource_name }), []);
});

test('the folder counts: a longer layout leaves less for the name', () => {
  const longest = 'x'.repeat(MAX_KEY_BYTES - '00000000-0000-0000-0000-000000000000/'.length);
  assert.deepEqual(check({ resource_name: longest }), []);
  assert.equal(check({ resource_name: longest }, 'sharded').length, 1);
});

test('the published pattern admits every accepted name', () => {
  const pattern = new RegExp(FILE_NAME_PATTERN, 'u');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (sent) => {
      const parsed = parseFileName(sent, 37);
      return !parsed.ok || pattern.test(parsed.name);
    }),
  );
});
