import { type Column, listColumns } from '../columns.ts';
import { matchColumns } from './column-names.ts';
import { LOST } from './decode.ts';
import type { Encoding } from './encodings.ts';
import { CsvFileError } from './file-error.ts';
import { type CsvRecord, createCsvReader, DELIMITERS, type Delimiter } from './reader.ts';
import type { CsvPosition } from './records.ts';

export type CsvLayout = {
  encoding: Encoding;
  hasByteOrderMark: boolean;
  /** Old Macs end lines with a CR alone. */
  lineEnd: 'lf' | 'cr';
  delimiter: Delimiter;
  /** Names in the order of the file, as it writes them. */
  names: string[];
  /** What they stand for; undefined: nothing that is imported. */
  columns: (Column | undefined)[];
  /** Where the first record begins. */
  start: CsvPosition;
};

export const LONGEST_HEADER_BYTES = 65_536;

/** A first line that tells spreadsheets the separator. */
const SEPARATOR_LINE = /^"?sep=(.)"?[,;\t]*\r?$/i;

/**
 * Reads the first record that is not blank: it names the columns, and shows what separates them.
 * @param head the first bytes of the file
 * @throws CsvFileError when it names other columns than it should
 */
export function readLayout(head: Buffer, encoding: Encoding, columns: readonly Column[]): CsvLayout {
  const { byteOrderMark } = encoding;
  const hasByteOrderMark =
    byteOrderMark.length > 0 && head.subarray(0, byteOrderMark.length).equals(byteOrderMark);
  const skipped = hasByteOrderMark ? byteOrderMark.length : 0;
  const raw = encoding.createDecoder().decode(head.subarray(skipped));
  const lineEnd = endsLinesWithCr(raw) ? 'cr' : 'lf';
  const text = lineEnd === 'cr' ? raw.replaceAll('\r', '\n') : raw;
  const isWhole = head.length < LONGEST_HEADER_BYTES;
  const header = findHeader(text, isWhole, encoding, columns);
  return {
    encoding,
    hasByteOrderMark,
    lineEnd,
    delimiter: header.delimiter,
    names: header.names,
    columns: header.columns,
    start: {
      offset: skipped + encoding.encode(text.slice(0, header.endsAt)).length,
      line: header.endLine,
    },
  };
}

/** Whether the first line break outside quotes is a CR that no LF follows. */
function endsLinesWithCr(text: string): boolean {
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && text[at] === '\n') return false;
    else if (!isQuoted && text[at] === '\r') return text[at + 1] !== '\n';
  }
  return false;
}

type Reading = { delimiter: Delimiter; record: CsvRecord; endsAt: number; endLine: number };
type Header = Reading & { names: string[]; columns: (Column | undefined)[] };

function findHeader(text: string, isWhole: boolean, encoding: Encoding, columns: readonly Column[]): Header {
  const hint = `Columns, in any order, in English or Ukrainian: ${listColumns(columns)}.`;
  const told = separatorLine(text);
  const readings = (told ? [told.delimiter] : DELIMITERS)
    .map((delimiter) => readFirstRecord(text, delimiter, told?.length ?? 0))
    .filter((reading) => reading !== undefined)
    .map((reading) => {
      const names = withoutEmptyEnd(reading.record.fields);
      return { ...reading, names, ...matchColumns(names, columns) };
    });
  // The separator is the one that yields more columns that we know, else more columns.
  const known = (each: Header) => each.columns.filter((column) => column !== undefined).length;
  const [header] = readings.sort(
    (one, other) => known(other) - known(one) || other.record.fields.length - one.record.fields.length,
  );
  if (!header) throw new CsvFileError('The file is empty: its first line must name the columns.', hint);
  const { line, fields, problem } = header.record;
  if (!isWhole && header.endsAt >= text.length)
    throw new CsvFileError(`Line ${line} is longer than 64 KiB: it must name the columns.`, hint);
  if (fields.some((field) => !field.isWellFormed() || field.includes(LOST)))
    throw new CsvFileError(`Line ${line} is not ${encoding.name}.`, 'Save the file as CSV UTF-8.');
  if (fields.some((field) => field.includes('\0')))
    throw new CsvFileError(`Line ${line} holds NUL bytes: this is no text.`, 'Save the file as CSV UTF-8.');
  const mistakes = problem === undefined ? header.mistakes : ['its quotes are not closed as they are opened'];
  if (mistakes.length > 0)
    throw new CsvFileError(`Line ${line} must name the columns: ${mistakes.join('; ')}.`, hint);
  return header;
}

/** Spreadsheets write separators behind the last name, when some row was once longer. */
function withoutEmptyEnd(names: readonly string[]): string[] {
  return names.slice(0, names.findLastIndex((name) => name.trim() !== '') + 1);
}

function separatorLine(text: string): { delimiter: Delimiter; length: number } | undefined {
  const end = text.indexOf('\n');
  const line = end < 0 ? text : text.slice(0, end);
  const found = SEPARATOR_LINE.exec(line)?.[1];
  if (found === undefined) return undefined;
  const delimiter = DELIMITERS.find((each) => each === found);
  if (delimiter === undefined)
    throw new CsvFileError(
      `Line 1 names ${JSON.stringify(found)} as the separator.`,
      'Separate the columns by commas, semicolons or tabs.',
    );
  return { delimiter, length: end < 0 ? text.length : end + 1 };
}

/** Line by line, because what ends the record is where the next one begins. */
function readFirstRecord(text: string, delimiter: Delimiter, from: number): Reading | undefined {
  const firstLine = from === 0 ? 1 : 2;
  const reader = createCsvReader(delimiter, { firstLine, longestRecord: LONGEST_HEADER_BYTES });
  for (let at = from; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    const records = reader.push(end < 0 ? `${text.slice(at)}\n` : text.slice(at, next));
    at = next;
    // As long as nobody knows the separator, any of them is one.
    const record = records.find(({ fields }) => !fields.every((field) => /^[\s,;]*$/.test(field)));
    if (record) return { delimiter, record, endsAt: at, endLine: reader.nextLine() };
  }
  return undefined;
}

/** A record that holds separators alone is none. */
export function isBlank(fields: readonly string[]): boolean {
  return fields.every((field) => field.trim() === '');
}
