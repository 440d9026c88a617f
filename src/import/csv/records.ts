import type { FileHandle } from 'node:fs/promises';
import { createUtf8Decoder } from './decode.ts';
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
  delimiter: Delimiter;
  /** Longer records, in UTF-16 units, are refused without being kept. */
  longestRecord: number;
  /** How much is read at once, which bounds the memory and decides how many records come together. */
  chunkBytes: number;
};

const LF = 0x0a;

/** Reads a file from a position on, some thousand records at a time. */
export async function* readRecords(
  file: FileHandle,
  from: CsvPosition,
  { delimiter, longestRecord, chunkBytes }: ReadOptions,
): AsyncGenerator<CsvRecords> {
  const reader = createCsvReader(delimiter, { firstLine: from.line, longestRecord });
  const decoder = createUtf8Decoder();
  const marked = (records: CsvRecord[]) => (decoder.hasFailed() ? records.map(markInvalidUtf8) : records);
  const buffer = Buffer.allocUnsafeSlow(chunkBytes);
  let offset = from.offset;
  let delivered = from.offset;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, offset);
    if (bytesRead === 0) break;
    const bytes = buffer.subarray(0, bytesRead);
    const records = marked(reader.push(decoder.decode(bytes)));
    const boundary = lastBoundary(bytes, reader.pendingLines());
    if (boundary !== undefined) {
      delivered = offset + boundary;
      yield { records, end: { offset: delivered, line: reader.nextLine() } };
    }
    offset += bytesRead;
  }
  if (delivered === offset) return;
  const records = marked([...reader.push(decoder.end()), ...reader.end()]);
  yield { records, end: { offset, line: reader.nextLine() } };
}

/**
 * Where the last record of these bytes ends: behind the line break that only `pendingLines` others follow. Counted in
 * bytes, so that it is exact whatever the text decodes to. Undefined when no record ends here.
 */
function lastBoundary(bytes: Buffer, pendingLines: number): number | undefined {
  let at = bytes.length;
  for (let followed = 0; followed <= pendingLines; followed++) {
    at = at === 0 ? -1 : bytes.lastIndexOf(LF, at - 1);
    if (at < 0) return undefined;
  }
  return at + 1;
}

function markInvalidUtf8(record: CsvRecord): CsvRecord {
  return record.fields.every((field) => field.isWellFormed())
    ? record
    : { ...record, problem: 'csv_not_utf8' };
}
