import type { FileHandle } from 'node:fs/promises';
import type { Column } from './columns.ts';
import { type CsvLayout, LONGEST_HEADER_BYTES, readLayout } from './csv/header.ts';
import { refuseOtherFormats } from './csv/no-table.ts';
import { type AskedEncoding, recognizeEncoding, WrongEncodingError } from './csv/recognize.ts';
import { assertRegularFile, type FileIdentity, surveyFile } from './identity.ts';

/** A file that turned out to be a table. */
export type Table = { identity: FileIdentity; layout: CsvLayout };

/**
 * What a file is, step by step: a file, a table, its encoding, its separator and columns.
 * @throws CsvFileError when it is no table with these columns
 */
export async function openTable(
  file: FileHandle,
  columns: readonly Column[],
  asked: AskedEncoding | undefined,
): Promise<Table> {
  await assertRegularFile(file);
  const { buffer, bytesRead } = await file.read(
    Buffer.alloc(LONGEST_HEADER_BYTES),
    0,
    LONGEST_HEADER_BYTES,
    0,
  );
  const head = buffer.subarray(0, bytesRead);
  refuseOtherFormats(head);
  const { identity, census } = await surveyFile(file);
  try {
    return { identity, layout: readLayout(head, recognizeEncoding(head, census, asked), columns) };
  } catch (error) {
    throw error instanceof WrongEncodingError ? error.toFileError(await lineAt(file, error.offset)) : error;
  }
}

const CHUNK_BYTES = 1024 * 1024;
const LF = 0x0a;

/** Number of the line that begins at an offset. */
async function lineAt(file: FileHandle, end: number): Promise<number> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let line = 1;
  for (let offset = 0; offset < end; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK_BYTES, end - offset), offset);
    if (bytesRead === 0) break;
    const bytes = buffer.subarray(0, bytesRead);
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) line++;
    offset += bytesRead;
  }
  return line;
}
