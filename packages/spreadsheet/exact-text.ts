import { neutralizeFormula, restoreFormula } from './formula.ts';

/**
 * Cells as a spreadsheet keeps them. It drops blanks around a value, shows numbers and dates in its own way, and an import
 * takes neither blanks nor signs of a broken cell for the value. A text that really is like that gets an apostrophe in
 * front, as a formula does, and comes back as it was.
 */

const HAS_OUTER_BLANK = /^\s|\s$/;
/** What a cell shows in the place of a value: an error, a column too narrow, a number whose digits are lost. */
const SPREADSHEET_MARK =
  /^(?:#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|Н\/Д|ЗНАЧ!|ПОСИЛАННЯ!|ІМ['’]?Я\?|ДІЛ\/0!|ЧИСЛО!|ПУСТО!)|#{3,}|(?:Err|Помилка):\d{3}|[+-]?\d([.,]\d*)?E\+\d{1,3})$/iu;
const MONTHS =
  'січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
/** Numbers with zeros in front or more than eleven digits, dates, times, fractions, percents, booleans; not a UUID of digits. */
const REWRITTEN_BY_SPREADSHEETS = new RegExp(
  `^(?!\\d{8}(?:-\\d{4}){3}-\\d{12}$)(?:0\\d+|\\d{12,}|\\d+[\\d.,:/\\s-]*[.,:/\\s-][\\d.,:/\\s-]*(?:[%₴]|грн\\.?)?|\\d+[%₴]|\\d+(?:[.,]\\d+)?[eе][+-]?\\d+|` +
    `\\d{1,4}[\\s.-]?(?:${MONTHS})\\p{L}*[\\s.-]?\\d*|(?:${MONTHS})\\p{L}*[\\s.-]?\\d{1,4}|true|false|істина|хибність|брехня)$`,
  'iu',
);

/** What a cell shows in the place of a value that is no longer there. */
export function isSpreadsheetMark(field: string): boolean {
  const first = field.charCodeAt(0);
  // Nearly every field is neither `#…` nor `Err:…` nor a number: this runs for each of them.
  return (first < 0x3a || first === 0x45 || first === 0x41f) && SPREADSHEET_MARK.test(field);
}

/**
 * A text as an export shows it.
 * @param forSpreadsheet also keep numbers and dates from being shown in another way
 */
export function writeExactText(text: string, forSpreadsheet: boolean): string {
  const shown = neutralizeFormula(text);
  if (shown !== text) return shown;
  const isKept =
    isApostropheOurs(text) ||
    HAS_OUTER_BLANK.test(text) ||
    isSpreadsheetMark(text) ||
    (forSpreadsheet && REWRITTEN_BY_SPREADSHEETS.test(text));
  return isKept ? `'${text}` : text;
}

/** The text that a field shows: without blanks around it, unless an apostrophe keeps them. */
export function readExactText(field: string): string {
  const restored = restoreFormula(field);
  if (restored !== field) return restored;
  if (isApostropheOurs(field)) return field.slice(1);
  const trimmed = field.trim();
  return trimmed === field ? field : readExactText(trimmed);
}

function isApostropheOurs(field: string): boolean {
  if (field.charCodeAt(0) !== 0x27) return false;
  const kept = field.replace(/^'+/, '');
  return HAS_OUTER_BLANK.test(kept) || isSpreadsheetMark(kept) || REWRITTEN_BY_SPREADSHEETS.test(kept);
}
