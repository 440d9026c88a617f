import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { CsvFileError } from './csv/header.ts';

/** What makes a file this file: its content. Size and time tell whether it is being changed. */
export type FileIdentity = { sha256: Buffer; bytes: number; modifiedMs: number };

const CHUNK_BYTES = 1024 * 1024;

/** @throws CsvFileError for a pipe or a folder: the file is read twice, and by position */
export async function assertRegularFile(file: FileHandle): Promise<void> {
  const stats = await file.stat();
  if (!stats.isFile())
    throw new CsvFileError('This is not a regular file.', 'Save what it delivers as a file first.');
}

/** Reads a file once to its end. */
export async function identifyFile(file: FileHandle): Promise<FileIdentity> {
  const { size, mtimeMs } = await file.stat();
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  for (let offset = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, offset);
    if (bytesRead === 0) break;
    hash.update(buffer.subarray(0, bytesRead));
    offset += bytesRead;
  }
  return { sha256: hash.digest(), bytes: size, modifiedMs: mtimeMs };
}
