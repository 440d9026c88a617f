import type { FileHandle } from 'node:fs/promises';
import { csvLine, readExactText } from '#spreadsheet';
import { openOutputFile } from '../platform/files/output-file.ts';
import { REPORT_COLUMNS } from './columns.ts';
import { isReported } from './csv/column-names.ts';
import type { CsvLayout } from './csv/header.ts';
import type { Refusal } from './kind.ts';

/** The file of refused rows: mended, it is a file to import. */
export type Report = {
  /** False when the report of an earlier part of the import is not in this file. */
  isWhole: boolean;
  /** Appends; what it returns is the length of the file then. */
  add(refusals: readonly Refusal[]): Promise<number>;
  /** On disk, before the database says that these rows are done. */
  sync(): Promise<void>;
  close(): Promise<void>;
};

/** What a report takes over from the file that it is about. */
type FileForm = Pick<CsvLayout, 'encoding' | 'hasByteOrderMark' | 'delimiter' | 'names'>;

/** The file is there and is something else than a report: it is not overwritten. */
class ReportError extends Error {
  readonly hint = 'Name another file with --report, or remove this one.';
}

/**
 * Opens a report for writing behind its first `keptBytes`, which a committed part of the import has written. What stands
 * behind them was written by batches that were rolled back, and goes.
 * @throws ReportError when another file stands in the place, OutputFileError when none can be written there
 */
export async function openReport(file: string, keptBytes: number, form: FileForm): Promise<Report> {
  const handle = await openOutputFile(file);
  try {
    const { size } = await handle.stat();
    if (size > 0 && !(await beginsLikeReport(handle))) {
      throw new ReportError(`${file} exists and is not a report of an import.`);
    }
    const isWhole = size >= keptBytes;
    let length = isWhole ? keptBytes : 0;
    await handle.truncate(length);
    const append = async (bytes: Buffer) => {
      await handle.write(bytes, 0, bytes.length, length);
      length += bytes.length;
    };
    const lineOf = reportLines(form);
    if (length === 0) await append(Buffer.concat([byteOrderMark(form), form.encoding.encode(lineOf())]));
    return {
      isWhole,
      async add(refusals) {
        if (refusals.length > 0) await append(form.encoding.encode(refusals.map(lineOf).join('')));
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

/** UTF-16 cannot do without. */
function byteOrderMark({ encoding, hasByteOrderMark }: FileForm): Buffer {
  return hasByteOrderMark || encoding.unitBytes === 2 ? encoding.byteOrderMark : Buffer.alloc(0);
}

/** The line of a refusal; without one, the header. */
function reportLines({ delimiter, names }: FileForm): (refusal?: Refusal) => string {
  const form = { delimiter, forSpreadsheet: false };
  // The columns of the report that is imported here make way for those of the one that is written.
  const kept = names.map((_name, at) => at).filter((at) => !isReported(names[at] as string));
  return (refusal) => {
    if (refusal === undefined)
      return csvLine([...kept.map((at) => names[at] as string), ...REPORT_COLUMNS], form);
    const { fields, line, rule, message, ukrainian } = refusal;
    const surplus = fields.slice(names.length);
    const values = [...kept.map((at) => fields[at] ?? ''), String(line), rule, `${message} – ${ukrainian}`];
    return csvLine([...values, ...surplus].map(readExactText), form);
  };
}

const LONGEST_HEADER_BYTES = 2 * 65_536;
/** In any encoding, once zero bytes are taken out. */
const REPORT_HEADER = new RegExp(`^[^\\n]*\\b${REPORT_COLUMNS.join('[,;\\t]')}\\r\\n`);

async function beginsLikeReport(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(
    Buffer.alloc(LONGEST_HEADER_BYTES),
    0,
    LONGEST_HEADER_BYTES,
    0,
  );
  return REPORT_HEADER.test(buffer.toString('latin1', 0, bytesRead).replaceAll('\0', ''));
}
