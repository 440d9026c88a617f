import MiniSearch from 'minisearch';
import { INDEX_OPTIONS, type SearchIndex, type ShownPassage } from '../browser/match.js';
import { addressOf, type Language, SECTIONS, type SitePage } from '../page.ts';
import { WORDS } from '../words.ts';

/** As much of a passage as a result shows. */
const EXCERPT = 150;

/** What search of one language loads. */
export function searchIndex(language: Language, pages: readonly SitePage[]): SearchIndex {
  const index = new MiniSearch(INDEX_OPTIONS);
  const passages: ShownPassage[] = [];
  for (const { path, title, section, passages: of } of pages) {
    for (const { id, title: heading, text } of of) {
      index.add({ at: passages.length, page: title, heading, text });
      const shown = id === '' ? '' : heading;
      const address = addressOf(language, path, id);
      passages.push([address, title, shown, SECTIONS.indexOf(section as never), excerptOf(text)]);
    }
  }
  const sections = SECTIONS.map((section) => WORDS[language].sections[section].title);
  return { index: index.toJSON(), sections, passages };
}

function excerptOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= EXCERPT ? line : `${line.slice(0, line.lastIndexOf(' ', EXCERPT))}…`;
}
