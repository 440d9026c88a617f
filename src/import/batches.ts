import type { FileHandle } from 'node:fs/promises';
import { restoreFormula } from './csv/formula.ts';
import type { CsvLayout } from './csv/header.ts';
import type { CsvRecord } from './csv/reader.ts';
import { type CsvPosition, readRecords } from './csv/records.ts';
import type { Candidate, ImportKind, Refusal } from './kind.ts';
import { refuseBySchema, refuseFieldCount, refuseRecord } from './refusal.ts';

/** What one transaction takes over: the records of a stretch of the file. */
export type Batch<Row> = {
  candidates: Candidate<Row>[];
  /** Records that are refused by their form alone. */
  refused: Refusal[];
  end: CsvPosition;
};

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
  const options = { delimiter: layout.delimiter, longestRecord: LONGEST_RECORD, chunkBytes: CHUNK_BYTES };
  for await (const { records, end } of readRecords(file, from, options)) {
    const batch: Batch<Row> = { candidates: [], refused: [], end };
    for (const record of records) addRecord(batch, record, kind, layout.columns);
    yield batch;
  }
}

function addRecord<Row extends { id: string }>(
  batch: Batch<Row>,
  { line, fields, problem }: CsvRecord,
  kind: ImportKind<Row>,
  columns: readonly string[],
): void {
  if (problem !== undefined) batch.refused.push(refuseRecord(line, problem));
  else if (fields.length !== columns.length) {
    batch.refused.push(refuseFieldCount(line, columns.length, fields.length));
  } else {
    const value = toObject(fields, columns, kind.readers);
    const invalid = kind.validate(value);
    if (invalid.length === 0) batch.candidates.push({ line, row: kind.toRow(value) });
    else batch.refused.push(refuseBySchema(line, invalid));
  }
}

/** An empty field is an absent property: CSV cannot tell an empty text from none. */
function toObject(
  fields: readonly string[],
  columns: readonly string[],
  readers: ImportKind<{ id: string }>['readers'],
): object {
  const value: Record<string, unknown> = {};
  for (let at = 0; at < columns.length; at++) {
    const field = fields[at] as string;
    if (field === '') continue;
    const column = columns[at] as string;
    const text = restoreFormula(field);
    const read = readers[column];
    value[column] = read === undefined ? text : read(text);
  }
  return value;
}
