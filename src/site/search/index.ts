import MiniSearch from 'minisearch';
import { INDEX_OPTIONS, type SearchIndex, type ShownPassage } from '../browser/match.js';
import { termsOf } from '../browser/words.js';
import { addressOf, type Language, type Passage, SECTIONS, type Section, type SitePage } from '../page.ts';
import { WORDS } from '../words.ts';

/** As much of a passage as a result shows. */
const EXCERPT = 150;
/** Of a decision record, what it is about: its reasons would hide the pages that people look for. */
const OF_A_DECISION = 300;

/** Who pastes a message means its error; lists of everything, and reasons of decisions, hold all words. */
const WEIGHTS: Partial<Record<Section, number>> = { errors: 2, methods: 1.5, reference: 0.6, decisions: 0.5 };

/** What search of one language loads. */
export function searchIndex(language: Language, pages: readonly SitePage[]): SearchIndex {
  const index = new MiniSearch({ ...INDEX_OPTIONS, processTerm: createTerms() });
  const passages: ShownPassage[] = [];
  for (const page of pages) {
    for (const { id, title: heading, text } of passagesOf(page)) {
      index.add({ at: passages.length, page: page.title, heading: id === '' ? '' : heading, text });
      const address = addressOf(language, page.path, id);
      const section = SECTIONS.indexOf(page.section as never);
      passages.push([address, page.title, id === '' ? '' : heading, section, excerptOf(text)]);
    }
  }
  const sections = SECTIONS.map((section) => WORDS[language].sections[section].title);
  const weights = SECTIONS.map((section) => WEIGHTS[section] ?? 1);
  return { index: index.toJSON(), sections, weights, passages };
}

/** What is worth finding: a heading that stands on every page of its kind is not, unless something is said under it. */
function passagesOf({ section, passages }: SitePage): Passage[] {
  if (section === 'decisions')
    return passages.slice(0, 1).map((first) => ({ ...first, text: first.text.slice(0, OF_A_DECISION) }));
  const isAlike = section === 'methods' || section === 'errors';
  return passages.filter(({ id, text }) => id === '' || text !== '' || !isAlike);
}

/** Most words come again and again. */
function createTerms(): typeof termsOf {
  const known = new Map<string, string[]>();
  return (word) => {
    const terms = known.get(word) ?? termsOf(word);
    known.set(word, terms);
    return terms;
  };
}

function excerptOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= EXCERPT ? line : `${line.slice(0, line.lastIndexOf(' ', EXCERPT))}…`;
}
