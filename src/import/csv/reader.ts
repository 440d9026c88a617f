/** What is wrong with a record before anybody looks at its values. */
export type CsvProblem =
  | 'csv_quote'
  | 'csv_bare_cr'
  | 'csv_unclosed_quote'
  | 'csv_too_long'
  | 'csv_not_utf8'
  | 'csv_not_text';

export type CsvRecord = {
  /** Physical line on which it begins; lines end in LF or CRLF, also those inside a quoted field. */
  line: number;
  /** Empty when the record is too long. */
  fields: string[];
  problem: CsvProblem | undefined;
};

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Reads text in pieces of any size; what a call returns are the records that ended in its piece. */
export type CsvReader = {
  push(text: string): CsvRecord[];
  /** The record that no line break ended, if there is one. */
  end(): CsvRecord[];
  /** Line on which the next record begins. */
  nextLine(): number;
  /** Line breaks seen since then. */
  pendingLines(): number;
};

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** Where the reader stands: what has been seen of the current field. */
const START = 0;
const PLAIN = 1;
const PLAIN_CR = 2;
const QUOTED = 3;
const QUOTED_QUOTE = 4;
const QUOTED_CR = 5;

/** Characters at the end of a field's text that do not belong to it: its closing quote, the CR of a CRLF. */
const SURPLUS = [0, 0, 1, 0, 1, 2];

/**
 * A CSV reader after RFC 4180 that repairs nothing: what the format does not allow becomes a record with a problem, and
 * reading goes on behind it. Blank lines are no records. A record longer than `longestRecord` UTF-16 units is not kept.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the states of one machine share these variables, character by character
export function createCsvReader(
  delimiter: Delimiter,
  { firstLine = 1, longestRecord }: { firstLine?: number; longestRecord: number },
): CsvReader {
  const separator = delimiter.charCodeAt(0);
  let state = START;
  let line = firstLine;
  let recordLine = firstLine;
  let fields: string[] = [];
  let problem: CsvProblem | undefined;
  let hasDoubledQuote = false;
  /** Text of the current field, and length of the current record, from earlier pieces. */
  let carried = '';
  let carriedUnits = 0;

  function endField(slice: string): void {
    const whole = carried + slice;
    const surplus = SURPLUS[state] as number;
    const text = surplus === 0 ? whole : whole.slice(0, -surplus);
    fields.push(hasDoubledQuote ? text.replaceAll('""', '"') : text);
    hasDoubledQuote = false;
    carried = '';
    state = START;
  }

  function endRecord(records: CsvRecord[], units: number): void {
    if (units > longestRecord) records.push({ line: recordLine, fields: [], problem: 'csv_too_long' });
    else if (!isBlank(units)) records.push({ line: recordLine, fields, problem });
    fields = [];
    problem = undefined;
    carriedUnits = 0;
    recordLine = line;
  }

  /** Nothing, or the CR of a CRLF. `""`, of two characters, is a record with an empty field. */
  function isBlank(units: number): boolean {
    return units <= 1 && fields.length === 1 && fields[0] === '' && problem === undefined;
  }

  function push(text: string): CsvRecord[] {
    const records: CsvRecord[] = [];
    let fieldFrom = 0;
    let recordFrom = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (state === QUOTED) {
        if (unit === QUOTE) state = QUOTED_QUOTE;
        else if (unit === LF) line++;
        continue;
      }
      if (unit === separator) {
        if (state === PLAIN_CR || state === QUOTED_CR) bareCr();
        endField(text.slice(fieldFrom, at));
        fieldFrom = at + 1;
      } else if (unit === LF) {
        line++;
        endField(text.slice(fieldFrom, at));
        endRecord(records, carriedUnits + at - recordFrom);
        fieldFrom = recordFrom = at + 1;
      } else if (state === START) {
        if (unit === QUOTE) {
          state = QUOTED;
          fieldFrom = at + 1;
        } else state = unit === CR ? PLAIN_CR : PLAIN;
      } else if (state === QUOTED_QUOTE && unit === QUOTE) {
        hasDoubledQuote = true;
        state = QUOTED;
      } else {
        if (state === PLAIN_CR || state === QUOTED_CR) bareCr();
        if (unit === CR) state = state === QUOTED_QUOTE ? QUOTED_CR : PLAIN_CR;
        else if (unit === QUOTE || state === QUOTED_QUOTE) {
          problem ??= 'csv_quote';
          state = PLAIN;
        }
      }
    }
    keep(text.slice(fieldFrom), text.length - recordFrom);
    return records;
  }

  /** The CR before this character ended no line. */
  function bareCr(): void {
    problem ??= 'csv_bare_cr';
    state = PLAIN;
  }

  /** What a piece leaves unfinished, unless the record is too long already. */
  function keep(slice: string, units: number): void {
    carriedUnits += units;
    if (carriedUnits <= longestRecord) carried += slice;
    else {
      carried = '';
      fields = [];
    }
  }

  function end(): CsvRecord[] {
    const records: CsvRecord[] = [];
    if (carriedUnits === 0) return records;
    if (state === QUOTED) problem = 'csv_unclosed_quote';
    if (state === PLAIN_CR || state === QUOTED_CR) bareCr();
    endField('');
    endRecord(records, carriedUnits);
    return records;
  }

  return { push, end, nextLine: () => recordLine, pendingLines: () => line - recordLine };
}
