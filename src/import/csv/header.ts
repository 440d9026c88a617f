import type { FileHandle } from 'node:fs/promises';
import { createUtf8Decoder } from './decode.ts';
import { createCsvReader, type Delimiter } from './reader.ts';
import type { CsvPosition } from './records.ts';

/** Columns that a file may have, and those that it must have. */
export type ColumnSet = { all: readonly string[]; required: readonly string[] };

export type CsvLayout = {
  delimiter: Delimiter;
  /** In the order of the file. */
  columns: string[];
  /** Where the first record begins. */
  start: CsvPosition;
};

/** The file as a whole cannot be imported; nothing of it was. */
export class CsvFileError extends Error {
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

const LONGEST_HEADER_BYTES = 65_536;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Reads the first line that is not blank: it names the columns, and shows whether commas or semicolons separate them.
 * @throws CsvFileError when it names other columns than it should
 */
export async function readLayout(file: FileHandle, columns: ColumnSet): Promise<CsvLayout> {
  const { buffer, bytesRead } = await file.read(
    Buffer.alloc(LONGEST_HEADER_BYTES),
    0,
    LONGEST_HEADER_BYTES,
    0,
  );
  const { text, start } = firstLine(buffer.subarray(0, bytesRead), describeColumns(columns));
  const readings = ([',', ';'] as const).map((delimiter) => ({ delimiter, columns: split(text, delimiter) }));
  // The separator is the one that yields more columns that we know.
  const known = (names: string[]) => names.filter((name) => columns.all.includes(name)).length;
  const [comma, semicolon] = readings as [(typeof readings)[0], (typeof readings)[0]];
  const layout = known(semicolon.columns) > known(comma.columns) ? semicolon : comma;
  const mistakes = mistakesOf(layout.columns, columns);
  if (mistakes.length > 0) {
    throw new CsvFileError(
      `Line ${start.line - 1} must name the columns: ${mistakes.join('; ')}.`,
      describeColumns(columns),
    );
  }
  return { ...layout, start };
}

function firstLine(bytes: Buffer, hint: string): { text: string; start: CsvPosition } {
  let from = BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte) ? BYTE_ORDER_MARK.length : 0;
  if (
    bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xfe])) ||
    bytes.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))
  ) {
    throw new CsvFileError('The file is UTF-16.', 'Save it as CSV UTF-8.');
  }
  for (let line = 1; from < bytes.length; line++) {
    const end = bytes.indexOf('\n', from);
    if (end < 0 && bytes.length === LONGEST_HEADER_BYTES) {
      throw new CsvFileError(`Line ${line} is longer than 64 KiB: it must name the columns.`, hint);
    }
    const raw = bytes.subarray(from, end < 0 ? bytes.length : end);
    from = end < 0 ? bytes.length : end + 1;
    const decoder = createUtf8Decoder();
    const text = (decoder.decode(raw) + decoder.end()).replace(/\r$/, '');
    if (text.includes('\r')) {
      throw new CsvFileError(
        `Line ${line} has a carriage return without a line feed.`,
        'Save the file with LF or CRLF at the ends of lines.',
      );
    }
    if (decoder.hasFailed())
      throw new CsvFileError(`Line ${line} is not UTF-8.`, 'Save the file as CSV UTF-8.');
    if (text !== '') return { text, start: { offset: from, line: line + 1 } };
  }
  throw new CsvFileError('The file is empty: its first line must name the columns.', hint);
}

function split(line: string, delimiter: Delimiter): string[] {
  const reader = createCsvReader(delimiter, { longestRecord: LONGEST_HEADER_BYTES });
  return reader.push(`${line}\n`)[0]?.fields ?? [line];
}

function mistakesOf(names: string[], { all, required }: ColumnSet): string[] {
  const unknown = names.filter((name) => !all.includes(name));
  const missing = required.filter((name) => !names.includes(name));
  const doubled = all.filter((name) => names.filter((each) => each === name).length > 1);
  const list = (title: string, found: readonly string[]) =>
    found.length === 0
      ? []
      : [`${title} ${found.map((name) => JSON.stringify(name.slice(0, 64))).join(', ')}`];
  return [
    ...list('unknown', unknown.slice(0, 20)),
    ...list('missing', missing),
    ...list('named twice', doubled),
  ];
}

const describeColumns = (columns: ColumnSet) => `Columns, in any order: ${listColumns(columns)}.`;

/** Those that must be there, then the others. */
export function listColumns({ all, required }: ColumnSet): string {
  const optional = all.filter((name) => !required.includes(name));
  return `${required.join(', ')}${optional.length === 0 ? '' : `; optional: ${optional.join(', ')}`}`;
}
