import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { CsvFileError } from './csv/file-error.ts';
import { createUtf8Census, type Utf8Census } from './csv/utf8-census.ts';

/** What makes a file this file: its content. Size and time tell whether it is being changed. */
export type FileIdentity = { sha256: Buffer; bytes: number; modifiedMs: number };

/** What one reading of the whole file tells. */
export type SurveyedFile = { identity: FileIdentity; census: Utf8Census };

const CHUNK_BYTES = 1024 * 1024;

/** @throws CsvFileError for a pipe or a device: the file is read twice, and by position */
export async function assertRegularFile(file: FileHandle): Promise<void> {
  const stats = await file.stat();
  if (!stats.isFile())
    throw new CsvFileError('This is not a regular file.', 'Save what it delivers as a file first.');
}

/** Reads a file once to its end. */
export async function surveyFile(file: FileHandle): Promise<SurveyedFile> {
  const { size, mtimeMs } = await file.stat();
  const hash = createHash('sha256');
  const census = createUtf8Census();
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  for (let offset = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, offset);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    census.add(chunk);
    offset += bytesRead;
  }
  return {
    identity: { sha256: hash.digest(), bytes: size, modifiedMs: mtimeMs },
    census: census.end(),
  };
}
