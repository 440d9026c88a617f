import type { FileHandle } from 'node:fs/promises';
import { isSpreadsheetMark, readExactText } from '#spreadsheet';
import type { InvalidEntry } from '../platform/errors/error-definition.ts';
import { readCell } from './cells.ts';
import type { Column } from './columns.ts';
import { type CsvLayout, isBlank } from './csv/header.ts';
import type { CsvRecord } from './csv/reader.ts';
import { type CsvPosition, readRecords } from './csv/records.ts';
import type { Candidate, ImportKind, Refusal } from './kind.ts';
import { refuseBySchema, refuseFieldCount, refuseRecord, refuseSpreadsheetMark } from './refusal.ts';

/** What one transaction takes over: the records of a stretch of the file. */
export type Batch<Row> = {
  candidates: Candidate<Row>[];
  /** Records that are refused by their form alone. */
  refused: Refusal[];
  end: CsvPosition;
};

/** How a record becomes a row. */
type RowForm<Row> = { validate(value: object): InvalidEntry[]; toRow(value: object): Row };

/** Two or three thousand licences: enough to make a transaction worth its while, and never much memory. */
const CHUNK_BYTES = 512 * 1024;
/** The longest licence that the schema allows is 24 000 UTF-16 units; those up to this length get the schema's answer. */
const LONGEST_RECORD = 65_536;

/** Reads a file from a position on, and checks the form of its records. */
export async function* readBatches<Row extends { id: string }>(
  file: FileHandle,
  kind: ImportKind<Row>,
  layout: CsvLayout,
  from: CsvPosition,
): AsyncGenerator<Batch<Row>> {
  const names = layout.columns.flatMap((column) => column?.name ?? []);
  const form = { validate: kind.validatorFor(names), toRow: kind.toRow };
  const options = { ...layout, longestRecord: LONGEST_RECORD, chunkBytes: CHUNK_BYTES };
  for await (const { records, end } of readRecords(file, from, options)) {
    const batch: Batch<Row> = { candidates: [], refused: [], end };
    for (const record of records) addRecord(batch, record, form, layout.columns);
    yield batch;
  }
}

function addRecord<Row extends { id: string }>(
  batch: Batch<Row>,
  record: CsvRecord,
  form: RowForm<Row>,
  columns: CsvLayout['columns'],
): void {
  const { fields, problem } = record;
  if (problem !== undefined) batch.refused.push(refuseRecord(record, problem));
  else if (isBlank(fields)) return;
  else if (!hasFieldsFor(columns, fields)) batch.refused.push(refuseFieldCount(record, columns.length));
  else {
    const marked = findSpreadsheetMark(fields, columns);
    if (marked >= 0) batch.refused.push(refuseSpreadsheetMark(record, columns[marked] as Column, marked));
    else addValue(batch, record, form, columns);
  }
}

function addValue<Row extends { id: string }>(
  batch: Batch<Row>,
  record: CsvRecord,
  form: RowForm<Row>,
  columns: CsvLayout['columns'],
): void {
  const { line, fields } = record;
  const value = toObject(fields, columns);
  const invalid = form.validate(value);
  if (invalid.length === 0) batch.candidates.push({ line, fields, row: form.toRow(value) });
  else batch.refused.push(refuseBySchema(record, columns, invalid));
}

/** Spreadsheets write separators behind the last value, when another row is longer. */
function hasFieldsFor(columns: CsvLayout['columns'], fields: readonly string[]): boolean {
  if (fields.length === columns.length) return true;
  return fields.length > columns.length && isBlank(fields.slice(columns.length));
}

function findSpreadsheetMark(fields: readonly string[], columns: CsvLayout['columns']): number {
  for (let at = 0; at < columns.length; at++) {
    if (columns[at] !== undefined && isSpreadsheetMark(fields[at] as string)) return at;
  }
  return -1;
}

/** An empty field is an absent property: CSV cannot tell an empty text from none. */
function toObject(fields: readonly string[], columns: CsvLayout['columns']): object {
  const value: Record<string, unknown> = {};
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at];
    if (column === undefined) continue;
    const text = readExactText(fields[at] as string);
    if (text !== '') value[column.name] = readCell(text, column.cells);
  }
  return value;
}
