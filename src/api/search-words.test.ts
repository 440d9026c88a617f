/**
 * Goal: a search is as wide as the words in it that say something.
 * Method: examples.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readQuery, SEARCH_PARAMETER } from './query.ts';
import { searchWords } from './search-words.ts';

describe('the words of a search', () => {
  const examples: Record<string, string[]> = {
    'к к к': ['к'],
    'Лікарня ЛІКАРНЯ лікарня': ['лікарня'],
    'лік лікарня': ['лікарня'],
    'лікарня лік л': ['лікарня'],
    "здоров'я здоровʼя здоров’я": ['здоровя'],
    '«Центральна» (міська)№5': ['центральна', 'міська', '5'],
    'лікарня карня': ['лікарня', 'карня'],
    '12 1 123 21': ['123', '21'],
    [`${'и\u0306'} й`]: ['й'],
    ' —к— ': ['к'],
    [`${'𐐨'.repeat(101)} ${'𐐨'.repeat(120)} к`]: ['𐐨'.repeat(100), 'к'],
  };
  for (const [text, words] of Object.entries(examples))
    test(`${text}: ${words}`, () => assert.deepEqual(searchWords(text), words));
});

describe('a search of more than eight words is refused, of fewer it is not', () => {
  const read = (name: string) =>
    readQuery(`/x?${new URLSearchParams({ name })}`, { name: SEARCH_PARAMETER }, async () => []);
  const letters = (count: number) => [...'абвгґдеєж'].slice(0, count).join(' ');

  for (const [name, query] of Object.entries({
    'eight letters': letters(8),
    'eight letters again and again': `${letters(8)} ${letters(8).toUpperCase()}`,
    'one letter, as often as the filter can hold it': 'к '.repeat(120).trim(),
    'beginnings of one word': `${[...'лікарня'].map((_, at) => 'лікарня'.slice(0, at + 1)).join(' ')} а б`,
  }))
    test(`${name}: read`, async () => assert.deepEqual((await read(query)).invalid, []));

  for (const [name, query] of Object.entries({
    'nine letters': letters(9),
    'nine words with signs between them': letters(9).replaceAll(' ', '-'),
    'nine words of two cases': `${letters(8).toUpperCase()} ж`,
  }))
    test(`${name}: 422`, async () => {
      const rule = {
        rule: 'length',
        description: 'expected value to have a maximum length of 8 but was 9',
        raw_description: 'expected value to have a maximum length of %{max} but was %{actual}',
        params: { max: 8, actual: 9 },
      };
      const entry = { entry: '$.name', entry_type: 'query_parameter', rules: [rule] };
      assert.deepEqual((await read(query)).invalid, [entry]);
    });
});
