/**
 * Goal: whoever types as people type finds the page: another form of a word, one slip of the finger, another apostrophe, a
 * text copied from an answer, the name of a variable.
 * Method: an index of a few passages, asked as the page asks it; and any text at all.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { html } from '../../platform/html/html.ts';
import type { SitePage } from '../page.ts';
import { searchIndex } from '../search/index.ts';
import { find, INDEX_OPTIONS, marked } from './match.js';

const page = (path: string, title: string, text: string): SitePage => ({
  path,
  language: 'uk',
  textLanguage: 'uk',
  title,
  section: 'errors',
  summary: '',
  body: html``,
  headings: [],
  passages: [
    { id: '', title, text },
    ...['1', '2', '3'].map((id) => ({ id, title: `Частина ${id}`, text: path })),
  ],
});
const made = searchIndex('uk', [
  page('license', 'Створити ліцензію', 'Ліцензія закладу з ґанком; поле issued_by є обов’язковим'),
  page('errors/license-expired', 'License is expired', 'license-expired 409 not_expired <b>жирний</b>'),
  page('errors/license-already-present', 'License with type <type> is already present', 'Уже є'),
  page('tutorial', 'Перша', 'License with type PHARMACY_DRUGS is already present; ідемпотентності'),
  page('configuration', 'Змінні середовища', 'DATABASE_URL адреса бази даних'),
]);
const index = { ...made, searching: MiniSearch.loadJS(made.index as never, INDEX_OPTIONS) };
const first = (query: string) => find(index, query)[0]?.[0];

describe('finds', () => {
  for (const [query, path] of [
    ['ліцензією', 'license'],
    ['ЛІЦЕНЗІЙ', 'license'],
    ['ліцен', 'license'],
    ["обов'язкове", 'license'],
    ['обовʼязкових', 'license'],
    ['ганок ліцензії', 'license'],
    ['issued_by', 'license'],
    ['License is expired', 'errors/license-expired'],
    ['licens is expird', 'errors/license-expired'],
    ['license-expired', 'errors/license-expired'],
    ['not_expired', 'errors/license-expired'],
    ['License with type PHARMACY_DRUGS is already present', 'errors/license-already-present'],
    ['ідемпотентність', 'tutorial'],
    ['database_url', 'configuration'],
    ['базою', 'configuration'],
    ['середовищем та ще чимось', 'configuration'],
  ] as const)
    test(`${query} → ${path}`, () => assert.equal(first(query)?.split('#')[0], `/docs/${path}`));
  test('nothing for what nobody wrote', () => assert.deepEqual(find(index, 'щщщщщщ'), []));
  test('at most two places of a page', () => {
    assert.equal(find(index, 'частина').length, 10);
  });
});

test('a query of any length and any letters is answered at once', () => {
  const start = performance.now();
  find(index, 'ліцензія '.repeat(2_000));
  assert.ok(performance.now() - start < 1_000);
  fc.assert(fc.property(fc.string(), (query) => Array.isArray(find(index, query))));
});

describe('marked', () => {
  const hits = (text: string, query: string) =>
    marked(text, query).flatMap((piece) => (piece.isHit ? [piece.text] : []));
  test('marks every form of what was asked for', () => {
    assert.deepEqual(hits('Ліцензія та ліцензії, не заклад', 'ліцензією'), ['Ліцензія', 'ліцензії']);
  });
  test('loses nothing of a text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, query) => {
        const joined = marked(text, query).map((piece) => piece.text);
        assert.equal(joined.join(''), text);
      }),
    );
  });
});
