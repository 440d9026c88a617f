/**
 * How search sees words. The index is made with it, and the page asks with it, so that both mean the same: case, apostrophes
 * and the ґ of a name say nothing, and an ending says little.
 */

/** Names such as `license-already-present` and `issued_by` are one word. */
export const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’ʼ_-]*/gu;

/** @param {string} text */
export const wordsOf = (text) => text.normalize('NFC').match(WORD) ?? [];

/**
 * What a word is looked up by: itself, and of a name with hyphens or underscores its parts as well.
 * @param {string} word
 * @returns {string[]}
 */
export function termsOf(word) {
  const plain = word.toLowerCase().replaceAll(/['’ʼ]/g, '').replaceAll('ґ', 'г');
  const parts = plain.split(/[_-]+/).filter((part) => part !== '');
  return parts.length < 2 ? parts.map(stemOf) : [parts.join('_'), ...parts.map(stemOf)];
}

/** Endings of Ukrainian nouns, adjectives and verbs, the longest first; what is left has at least four letters. */
const ENDINGS =
  /(?<=^.{4,})(?:ування|ювання|ованих|ованої|ується|ються|ється|ення|ість|ості|істю|ього|ьому|ами|ями|ого|ому|ими|ією|ові|еві|ння|ття|ать|ять|уть|ють|ити|ати|ях|ах|ою|ею|ів|їв|ам|ям|ом|ем|ий|ій|их|їх|им|їм|ої|ію|ія|ії|ть|ти|ла|ло|ли|а|я|о|е|є|и|і|ї|у|ю|ь|й)$/u;

/** English plurals. */
const PLURAL = /(?<=^\w{3,}[^s])s$/;

/** @param {string} word */
const stemOf = (word) =>
  /\p{Script=Cyrillic}/u.test(word) ? word.replace(ENDINGS, '') : word.replace(PLURAL, '');
