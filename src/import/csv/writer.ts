import { neutralizeFormula } from './formula.ts';

/** One line of a CSV file that spreadsheets can open safely: comma, CRLF, quotes where needed, null as nothing. */
export function csvLine(values: readonly (string | null)[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

/** Also behind an apostrophe, which a reader may take for its quote, and around blanks, which one may drop. */
const NEEDS_QUOTES = /^['\s]|["',;\t\r\n\v\f\x85\u2028\u2029]|\s$/;

function csvField(value: string | null): string {
  if (value === null) return '';
  const text = neutralizeFormula(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
