import { termsOf, WORD, wordsOf } from './words.js';

/**
 * The index as it is sent: what MiniSearch made of the passages, and what a result shows of each.
 * @typedef {{ index: object, sections: string[], weights: number[], passages: ShownPassage[] }} SearchIndex
 * Of the sections: their names, and how much sooner than others a page of each is meant.
 * @typedef {[address: string, page: string, heading: string, section: number, excerpt: string]} ShownPassage
 */

/**
 * Alike for who makes the index and for who asks it.
 * @type {import('minisearch').Options}
 */
export const INDEX_OPTIONS = {
  idField: 'at',
  fields: ['page', 'heading', 'text'],
  tokenize: wordsOf,
  processTerm: termsOf,
};

const MAX_QUERY = 200;
const MAX_RESULTS = 20;
/** Of one page, so that it does not hide the others. */
const MAX_PASSAGES = 2;

/** One typo in a word of this many letters is forgiven. */
const FORGIVING_FROM = 4;

/** @type {import('minisearch').SearchOptions} */
const ASKED = {
  prefix: (term) => term.length > 1,
  fuzzy: (term) => (term.length >= FORGIVING_FROM ? 1 : false),
  maxFuzzy: 1,
  boost: { page: 4, heading: 3 },
  weights: { fuzzy: 0.3, prefix: 0.6 },
};

/**
 * Passages with every word of the query; where there is none, those with any of them. The best first.
 * @typedef {{ searching: Pick<import('minisearch').default, 'search'>, sections: string[], weights: number[], passages: ShownPassage[] }} OpenIndex
 * @param {OpenIndex} index
 * @param {string} query
 */
export function find({ searching, weights, passages }, query) {
  const cut = query.slice(0, MAX_QUERY);
  /** @type {import('minisearch').SearchOptions} */
  const asked = { ...ASKED, boostDocument: (id) => weights[passages[id]?.[3] ?? -1] ?? 1 };
  const every = searching.search(cut, { ...asked, combineWith: 'AND' });
  const found = every.length > 0 ? every : searching.search(cut, asked);
  /** @type {Map<string, number>} */
  const shown = new Map();
  return [...quoted(passages, cut), ...found.flatMap(({ id }) => passages.slice(id, id + 1))]
    .filter((passage, at, all) => all.indexOf(passage) === at)
    .filter(([address]) => {
      const [page = ''] = address.split('#');
      shown.set(page, (shown.get(page) ?? 0) + 1);
      return Number(shown.get(page)) <= MAX_PASSAGES;
    })
    .slice(0, MAX_RESULTS);
}

/**
 * Pages whose whole title is in the query, the longest first: a message of an answer stands there as it came, with its own
 * word in the place of `<type>`, which no page has.
 * @param {ShownPassage[]} passages
 * @param {string} query
 */
function quoted(passages, query) {
  const asked = new Set(wordsOf(query).flatMap(termsOf));
  return passages
    .flatMap((passage) => {
      const [, page, heading] = passage;
      if (heading !== '') return [];
      const words = wordsOf(page.replaceAll(/<[^>]*>|\([^)]*\)$/g, ' ')).flatMap(termsOf);
      const isQuoted = words.length > 1 && words.every((word) => asked.has(word));
      return isQuoted ? [{ passage, length: words.length }] : [];
    })
    .toSorted((one, other) => other.length - one.length)
    .map(({ passage }) => passage);
}

/**
 * A text in pieces, in which the words that the query asks for are hits.
 * @param {string} text
 * @param {string} query
 */
export function marked(text, query) {
  const asked = wordsOf(query.slice(0, MAX_QUERY)).flatMap(termsOf);
  /** @type {{ text: string, isHit: boolean }[]} */
  const pieces = [];
  let end = 0;
  for (const { index, 0: word } of text.matchAll(WORD)) {
    if (!termsOf(word).some((term) => asked.some((each) => term.startsWith(each)))) continue;
    pieces.push({ text: text.slice(end, index), isHit: false }, { text: word, isHit: true });
    end = index + word.length;
  }
  return [...pieces, { text: text.slice(end), isHit: false }].filter((piece) => piece.text !== '');
}
