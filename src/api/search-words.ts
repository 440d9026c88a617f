/** SPEC 2, "Cost": each word costs the search of its beginning in the index. */
export const MAX_SEARCH_WORDS = 8;

/** What may stand inside a word and says nothing: quotes and apostrophes vary from one register to the next. */
const APOSTROPHES = /['’ʼ‘`´]/g;
const SEPARATORS = /[^\p{L}\p{Nd}]+/u;
/** Of a longer word the index has no more. */
const INDEXED_CHARACTERS = /^.{0,100}/u;

/**
 * The words of a search as the database's `search_words` takes names apart, each once whatever its case. Words look for
 * beginnings, so one that begins another is left out: whatever has the longer has it.
 */
export function searchWords(text: string): string[] {
  const folded = text.normalize('NFC').toLowerCase().replaceAll(APOSTROPHES, '');
  const indexed = folded.split(SEPARATORS).map((word) => INDEXED_CHARACTERS.exec(word)?.[0] as string);
  const words = [...new Set(indexed)];
  return words.filter((word) => !words.some((other) => other !== word && other.startsWith(word)));
}
