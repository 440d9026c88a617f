/**
 * Goal: a page speaks the language its reader chose, and either language by its own rules.
 * Method: examples.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chooseLanguage, counted, momentIn, quoted } from './language.ts';

describe('the language of a page', () => {
  test('is Ukrainian unless somebody says otherwise', () => {
    for (const accepted of [undefined, '', '*', 'de-DE,fr;q=0.9', 'en;q=0', ';;;,,q=', 'ru'])
      assert.equal(chooseLanguage(undefined, undefined, accepted), 'uk', String(accepted));
  });
  test('is what the browser likes best', () => {
    assert.equal(chooseLanguage(undefined, undefined, 'en-GB,en;q=0.9,uk;q=0.8'), 'en');
    assert.equal(chooseLanguage(undefined, undefined, 'en;q=0.8, uk-UA;q=0.9'), 'uk');
    assert.equal(chooseLanguage(undefined, undefined, 'de, en;q=0.5'), 'en');
  });
  test('is before that what was kept, and before all what the link says', () => {
    assert.equal(chooseLanguage(undefined, 'uk', 'en'), 'uk');
    assert.equal(chooseLanguage('en', 'uk', 'uk'), 'en');
    assert.equal(chooseLanguage('xx', '<script>', undefined), 'uk');
  });
});

test('numbers have the words that each language has for them', () => {
  const seconds = { one: 'секунду', few: 'секунди', many: 'секунд', other: 'секунди' };
  const told = [1, 2, 5, 11, 21, 22].map((count) => counted('uk', count, seconds));
  assert.deepEqual(told, ['1 секунду', '2 секунди', '5 секунд', '11 секунд', '21 секунду', '22 секунди']);
  assert.equal(counted('en', 1, { one: 'second', other: 'seconds' }), '1 second');
});

test('a name is quoted once', () => {
  assert.equal(quoted('uk', 'Медик'), '«Медик»');
  assert.equal(quoted('en', 'Medyk'), '“Medyk”');
  assert.equal(quoted('uk', 'КНП «Лікарня»'), 'КНП «Лікарня»');
});

test('a moment is one of the registry’s time zone', () => {
  const instant = new Date('2026-06-15T21:30:00Z');
  assert.equal(momentIn('uk', instant, 'Europe/Kyiv'), '16.06.2026, 00:30');
  assert.match(momentIn('en', instant, 'Europe/Kyiv'), /^16 June 2026(,| at) 00:30$/);
});
