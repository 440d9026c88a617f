import { writeExactText } from './exact-text.ts';

/** How lines are written: for programs, or for a spreadsheet that opens the file by a double click. */
export type CsvForm = { delimiter: string; forSpreadsheet: boolean };

export const PLAIN_FORM: CsvForm = { delimiter: ',', forSpreadsheet: false };

/** One line of a CSV file that spreadsheets can open safely: CRLF, quotes where needed, null as nothing. */
export function csvLine(
  values: readonly (string | null)[],
  { delimiter, forSpreadsheet }: CsvForm = PLAIN_FORM,
): string {
  return `${values.map((value) => csvField(value, forSpreadsheet)).join(delimiter)}\r\n`;
}

/** Also behind an apostrophe, which a reader may take for its quote, and around blanks, which one may drop. */
const NEEDS_QUOTES = /^['\s]|["',;\t\r\n\v\f\x85\u2028\u2029]|\s$/;

/** @param keepFromSpreadsheets also what a spreadsheet would take for a number or a date and show in another way */
export function csvField(value: string | null, keepFromSpreadsheets: boolean): string {
  if (value === null) return '';
  const text = writeExactText(value, keepFromSpreadsheets);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
