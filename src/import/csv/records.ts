import type { FileHandle } from 'node:fs/promises';
import { LOST } from './decode.ts';
import type { Encoding } from './encodings.ts';
import { type CsvRecord, createCsvReader, type Delimiter } from './reader.ts';

/** A place between two records: reading can begin here. */
export type CsvPosition = {
  offset: number;
  /** Physical line that begins here. */
  line: number;
};

/** Records that lie between the last position and this one. */
export type CsvRecords = { records: CsvRecord[]; end: CsvPosition };

export type ReadOptions = {
  encoding: Encoding;
  lineEnd: 'lf' | 'cr';
  delimiter: Delimiter;
  /** Longer records, in UTF-16 units, are refused without being kept. */
  longestRecord: number;
  /** How much is read at once, which bounds the memory and decides how many records come together. */
  chunkBytes: number;
};

const LF = 0x0a;
const CR = 0x0d;

/** Reads a file from a position on, some thousand records at a time. */
export async function* readRecords(
  file: FileHandle,
  from: CsvPosition,
  { encoding, lineEnd, delimiter, longestRecord, chunkBytes }: ReadOptions,
): AsyncGenerator<CsvRecords> {
  const reader = createCsvReader(delimiter, { firstLine: from.line, longestRecord });
  const decoder = encoding.createDecoder();
  const problem = encoding.name === 'utf-8' ? 'csv_not_utf8' : 'csv_not_text';
  const marked = (records: CsvRecord[]) =>
    decoder.hasFailed() ? records.map((record) => markLostText(record, problem)) : records;
  const read = (text: string) => marked(reader.push(lineEnd === 'cr' ? text.replaceAll('\r', '\n') : text));
  const buffer = Buffer.allocUnsafeSlow(chunkBytes);
  let offset = from.offset;
  let delivered = from.offset;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, offset);
    if (bytesRead === 0) break;
    const bytes = buffer.subarray(0, bytesRead);
    const records = read(decoder.decode(bytes));
    const boundary = lastBoundary(bytes, reader.pendingLines(), encoding, lineEnd);
    if (boundary !== undefined) {
      delivered = offset + boundary;
      yield { records, end: { offset: delivered, line: reader.nextLine() } };
    }
    offset += bytesRead;
  }
  if (delivered === offset) return;
  const records = [...read(decoder.end()), ...marked(reader.end())];
  yield { records, end: { offset, line: reader.nextLine() } };
}

/**
 * Where the last record of these bytes ends: behind the line break that only `pendingLines` others follow. Counted in
 * bytes, so that it is exact whatever the text decodes to. Undefined when no record ends here.
 */
function lastBoundary(
  bytes: Buffer,
  pendingLines: number,
  { unitBytes, unitAt }: Encoding,
  lineEnd: 'lf' | 'cr',
): number | undefined {
  let followed = 0;
  const whole = bytes.length - (bytes.length % unitBytes);
  for (let at = whole - unitBytes; at >= 0; at -= unitBytes) {
    const unit = unitAt(bytes, at);
    const isLineBreak = unit === LF || (unit === CR && lineEnd === 'cr');
    if (isLineBreak && followed++ === pendingLines) return at + unitBytes;
  }
  return undefined;
}

function markLostText(record: CsvRecord, problem: 'csv_not_utf8' | 'csv_not_text'): CsvRecord {
  const isText = (field: string) => field.isWellFormed() && !field.includes(LOST);
  return record.fields.every(isText) ? record : { ...record, problem };
}
