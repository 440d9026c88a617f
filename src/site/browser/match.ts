import type { Options, SearchOptions, SearchResult } from 'minisearch';
import { termsOf, wordsOf } from './words.ts';

/** The index as it is sent: what MiniSearch made of the passages, and what a result shows of each. */
export type SearchIndex = {
  index: object;
  /** Titles of the sections, by number. */
  sections: string[];
  passages: ShownPassage[];
};
export type ShownPassage = [address: string, page: string, heading: string, section: number, excerpt: string];

/** The part of MiniSearch that is asked; the page loads it when somebody searches. */
export type Searching = { search(query: string, options: SearchOptions): SearchResult[] };

/** Alike for who makes the index and for who asks it. */
export const INDEX_OPTIONS: Options = {
  idField: 'at',
  fields: ['page', 'heading', 'text'],
  tokenize: wordsOf,
  processTerm: (word) => {
    const terms = termsOf(word);
    return terms.length === 0 ? null : terms;
  },
};

const MAX_QUERY = 200;
const MAX_RESULTS = 24;

/** One typo in a word of this many letters is forgiven. */
const FORGIVING_FROM = 4;

const ASKED: SearchOptions = {
  prefix: (term) => term.length > 1,
  fuzzy: (term) => (term.length >= FORGIVING_FROM ? 1 : false),
  maxFuzzy: 1,
  boost: { page: 4, heading: 3 },
  weights: { fuzzy: 0.3, prefix: 0.6 },
};

/** Passages with every word of the query; where there is none, those with any of them. */
export function find(searching: Searching, query: string): number[] {
  const cut = query.slice(0, MAX_QUERY);
  const every = searching.search(cut, { ...ASKED, combineWith: 'AND' });
  const found = every.length > 0 ? every : searching.search(cut, ASKED);
  return found.slice(0, MAX_RESULTS).map(({ id }) => id as number);
}

/** A text in pieces, in which those that the query has are marked. */
export function marked(text: string, query: string): { text: string; isHit: boolean }[] {
  const asked = wordsOf(query.slice(0, MAX_QUERY)).flatMap(termsOf);
  const pieces: { text: string; isHit: boolean }[] = [];
  let end = 0;
  for (const { index, 0: word } of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’ʼ_-]*/gu)) {
    if (!termsOf(word).some((term) => asked.some((each) => term.startsWith(each)))) continue;
    pieces.push({ text: text.slice(end, index), isHit: false }, { text: word, isHit: true });
    end = index + word.length;
  }
  return [...pieces, { text: text.slice(end), isHit: false }].filter((piece) => piece.text !== '');
}
