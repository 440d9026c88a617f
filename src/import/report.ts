import type { FileHandle } from 'node:fs/promises';
import { openOutputFile } from '../platform/files/output-file.ts';
import { csvLine } from './csv/writer.ts';
import type { Refusal } from './kind.ts';

const HEADER = csvLine(['line', 'rule', 'message']);

/** The file of refused rows. */
export type Report = {
  /** False when the report of an earlier part of the import is not in this file. */
  isWhole: boolean;
  /** Appends; what it returns is the length of the file then. */
  add(refusals: readonly Refusal[]): Promise<number>;
  /** On disk, before the database says that these rows are done. */
  sync(): Promise<void>;
  close(): Promise<void>;
};

/** The file is there and is something else than a report: it is not overwritten. */
class ReportError extends Error {
  readonly hint = 'Name another file with --report, or remove this one.';
}

/**
 * Opens a report for writing behind its first `keptBytes`, which a committed part of the import has written. What stands
 * behind them was written by batches that were rolled back, and goes.
 * @throws ReportError when another file stands in the place, OutputFileError when none can be written there
 */
export async function openReport(file: string, keptBytes: number): Promise<Report> {
  const handle = await openOutputFile(file);
  try {
    const { size } = await handle.stat();
    if (size > 0 && !(await beginsLikeReport(handle))) {
      throw new ReportError(`${file} exists and is not a report of an import.`);
    }
    const isWhole = size >= keptBytes;
    let length = isWhole ? keptBytes : 0;
    await handle.truncate(length);
    const append = async (text: string) => {
      const bytes = Buffer.from(text);
      await handle.write(bytes, 0, bytes.length, length);
      length += bytes.length;
    };
    if (length === 0) await append(HEADER);
    return {
      isWhole,
      async add(refusals) {
        if (refusals.length > 0) await append(refusals.map(reportLine).join(''));
        return length;
      },
      sync: () => handle.datasync(),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function beginsLikeReport(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER.length), 0, HEADER.length, 0);
  return buffer.toString('utf8', 0, bytesRead) === HEADER;
}

function reportLine({ line, rule, message }: Refusal): string {
  return csvLine([String(line), rule, message]);
}
