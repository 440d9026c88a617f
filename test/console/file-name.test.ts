/**
 * Goal: the console refuses no name that the registry takes, and explains those it does not.
 * Method: both against generated names and the registry's own examples.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nameTrouble } from '../../console/contracts/file-name.ts';
import { parseFileName } from '../../src/ael/file-name.ts';

const PREFIX_BYTES = 37;
/** As the console sends it. */
const taken = (name: string) =>
  parseFileName(name.split('/').map(encodeURIComponent).join('/'), PREFIX_BYTES).ok;

test('the console refuses only what the registry refuses', () => {
  const odd = fc.constantFrom(
    '.',
    '/',
    '\\',
    '%',
    '2e',
    '\u202e',
    '\u2044',
    '／',
    '․',
    '\u200b',
    'й',
    'a',
    '\n',
  );
  const names = fc.oneof(
    fc.array(odd, { maxLength: 8 }).map((parts) => parts.join('')),
    fc.string(),
  );
  fc.assert(
    fc.property(names, (name) => nameTrouble(name) === undefined || !taken(name)),
    { numRuns: 2_000 },
  );
});

test('what files are called and the registry refuses is explained', () => {
  const troubles = {
    'a\\b.pdf': 'backslash',
    'a\nb.pdf': 'control',
    '\u202egpj.exe': 'bidi',
    'а\u2044б.pdf': 'lookAlike',
    '／.pdf': 'lookAlike',
    '..': 'path',
    '\ud800.pdf': 'half',
    '': 'empty',
    ['ж'.repeat(600)]: 'long',
  };
  for (const [name, trouble] of Object.entries(troubles)) assert.equal(nameTrouble(name), trouble, name);
  for (const name of ['Договір №1 (підписаний).pdf', '100%25.pdf', '½.txt', '<b>.html', 'ж'.repeat(200)])
    assert.equal(nameTrouble(name), undefined, name);
});
