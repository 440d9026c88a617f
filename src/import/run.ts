import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { SYSTEM_USER_ID } from '../audit/actor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Pool } from '../platform/database/pool.ts';
import { isTransient } from '../platform/database/postgres-errors.ts';
import { openToRead } from '../platform/files/input-file.ts';
import { readBatches } from './batches.ts';
import {
  advanceImport,
  beginImport,
  type Checkpoint,
  findCheckpoint,
  finishImport,
  type ImportKey,
} from './checkpoint.queries.ts';
import { isLostRace, withImportConnections } from './connections.ts';
import type { EncodingName } from './csv/encodings.ts';
import { CsvFileError } from './csv/file-error.ts';
import type { CsvLayout } from './csv/header.ts';
import type { AskedEncoding } from './csv/recognize.ts';
import type { FileIdentity } from './identity.ts';
import { type Change, type ImportKind, type ImportTarget, WRITERS } from './kind.ts';
import { runPipeline } from './pipeline.ts';
import type { Progress } from './progress.ts';
import { openReport, type Report } from './report.ts';
import type { StepContext } from './step.ts';
import { openTable, type Table } from './table.ts';

export type ImportOptions = {
  pool: Pool;
  clock: Clock;
  parameterFallbacks: Readonly<Record<string, string>>;
  /** Stands in the audit rows. */
  requestId: string;
  filePath: string;
  reportPath: string;
  /** Check everything, write nothing but the report. */
  dryRun: boolean;
  /** Begin at the first row although the file, or a part of it, has been imported. */
  again: boolean;
  /** Absent: recognised. */
  encoding?: AskedEncoding | undefined;
  progress: Progress;
  /** Called before the first row is read, with what the file turned out to be. */
  onLayout?(layout: CsvLayout): void;
  /** Called with what each stretch of an update changes, or in a dry run would change. */
  onChanges?: ((changes: readonly Change[]) => void) | undefined;
  /** Stops the import behind the batches that are under way. */
  signal: AbortSignal;
};

export type ImportResult = {
  state: 'imported' | 'dry_run' | 'already_imported' | 'stopped';
  sha256: string;
  /** In which the file was read. */
  encoding: EncodingName;
  /** Of the whole file up to where the import stands, earlier runs included. */
  imported: number;
  refused: number;
  /** Rows that the registry had before: refused ones when adding, imported ones without a difference when updating. */
  alreadyPresent: number;
  /** Line at which this run began, when an earlier one was interrupted there. */
  resumedAtLine: number | null;
  /** Line at which the import stands. */
  line: number;
  /** False: refusals of an earlier run are in another file. */
  isReportWhole: boolean;
};

/** The database went away in the middle; what was committed is there. */
class ImportInterrupted extends Error {
  readonly hint = 'Run the same command again: it goes on behind the last rows that were committed.';
}

const MAX_LOST_RACES = 5;
const NOTHING = { imported: 0, refused: 0, alreadyPresent: 0, reportBytes: 0, finished: false };

/**
 * Imports a CSV file, from where an earlier run of the same content was interrupted. Every batch is one transaction with
 * its audit rows and the position behind it, so that at any moment rows, audit log and position agree.
 * @throws InputFileError when the file cannot be read; CsvFileError when it cannot be imported as a whole
 */
export async function importFile<Row extends { id: string }>(
  kind: ImportKind<Row>,
  options: ImportOptions,
): Promise<ImportResult> {
  const file = await openToRead(options.filePath);
  try {
    const table = await openTable(file, kind.columns, options.encoding);
    options.onLayout?.(table.layout);
    const key = { resource: kind.resource, sha256: table.identity.sha256 };
    return await runImport({ kind, options, file, key, ...table });
  } catch (error) {
    if (!isTransient(error)) throw error;
    throw new ImportInterrupted(`The import was interrupted: ${(error as Error).message}`, { cause: error });
  } finally {
    await file.close();
  }
}

/** One import of one file. */
type Import<Row extends { id: string }> = {
  kind: ImportKind<Row>;
  options: ImportOptions;
  file: FileHandle;
  key: ImportKey;
} & Table;

async function runImport<Row extends { id: string }>(one: Import<Row>): Promise<ImportResult> {
  const { kind, options, identity, key, layout } = one;
  const { pool, clock, dryRun, again } = options;
  return withImportConnections(pool, { dryRun, writers: WRITERS[kind.mode] }, async (connections) => {
    const [db] = connections;
    const earlier = again ? undefined : await findCheckpoint(db, key);
    if (earlier?.finished) return describe(one, earlier, earlier, 'already_imported', true);
    const start = earlier ?? { ...NOTHING, position: layout.start };
    let report = await openReport(options.reportPath, dryRun ? 0 : start.reportBytes, layout);
    const isReportWhole = report.isWhole || dryRun;
    try {
      if (!earlier && !dryRun) {
        const fileName = path.basename(options.filePath);
        await beginImport(db, key, { fileName, position: layout.start, now: clock.now() });
      }
      const columns = new Set(layout.columns.flatMap((column) => column?.name ?? []));
      const target = kind.openTarget({ ...options, columns });
      let checkpoint = start;
      for (let race = 1; ; race++) {
        try {
          checkpoint = await importFrom(one, checkpoint, target, report, connections);
          break;
        } catch (error) {
          if (dryRun || race === MAX_LOST_RACES || !isLostRace(error)) throw error;
          checkpoint = (await findCheckpoint(db, key)) as Checkpoint;
          await report.close();
          report = await openReport(options.reportPath, checkpoint.reportBytes, layout);
        }
      }
      const isAtEnd = checkpoint.position.offset >= identity.bytes;
      if (isAtEnd && !dryRun) await finishImport(db, key, clock.now());
      const state = !isAtEnd ? 'stopped' : dryRun ? 'dry_run' : 'imported';
      return describe(one, earlier, checkpoint, state, isReportWhole);
    } finally {
      await report.close();
    }
  });
}

function describe<Row extends { id: string }>(
  { identity, layout }: Import<Row>,
  earlier: Checkpoint | undefined,
  { imported, refused, alreadyPresent, position }: Checkpoint,
  state: ImportResult['state'],
  isReportWhole: boolean,
): ImportResult {
  const isResumed =
    earlier !== undefined && !earlier.finished && earlier.position.offset > layout.start.offset;
  return {
    state,
    sha256: identity.sha256.toString('hex'),
    encoding: layout.encoding.name,
    imported,
    refused,
    alreadyPresent,
    resumedAtLine: isResumed ? earlier.position.line : null,
    line: position.line,
    isReportWhole,
  };
}

/** Imports from a checkpoint on; returns the last one that was committed. */
async function importFrom<Row extends { id: string }>(
  { kind, options, file, identity, key, layout }: Import<Row>,
  from: Checkpoint,
  target: ImportTarget<Row>,
  report: Report,
  connections: readonly Database[],
): Promise<Checkpoint> {
  const { clock, dryRun, progress, signal, requestId } = options;
  let checkpoint = from;
  const show = () =>
    progress.show({
      doneBytes: checkpoint.position.offset,
      totalBytes: identity.bytes,
      rows: checkpoint.imported + checkpoint.refused,
      refused: checkpoint.refused,
    });
  const context: StepContext<Row> = {
    target,
    stamp: { userId: SYSTEM_USER_ID, requestId },
    async record(db, batch, { accepted, refused, changes = [], unchanged = 0 }) {
      const present = refused.filter(({ rule }) => kind.presenceRules.has(rule)).length + unchanged;
      const next: Checkpoint = {
        position: batch.end,
        imported: checkpoint.imported + accepted.length + unchanged,
        refused: checkpoint.refused + refused.length,
        alreadyPresent: checkpoint.alreadyPresent + present,
        reportBytes: await report.add(refused),
        finished: false,
      };
      if (refused.length > 0) await report.sync();
      if (next.position.offset >= identity.bytes) await assertUnchanged(file, identity);
      if (!dryRun) await advanceImport(db, key, checkpoint.position, next, clock.now());
      checkpoint = next;
      if (changes.length > 0) options.onChanges?.(changes);
      show();
    },
  };
  show();
  try {
    await runPipeline(context, connections, readBatches(file, kind, layout, from.position), signal);
  } finally {
    progress.end();
  }
  // A file that has become shorter ends before its end.
  if (checkpoint.position.offset < identity.bytes && !signal.aborted) await assertUnchanged(file, identity);
  return checkpoint;
}

/** A position says nothing about a file that is being written while it is read. */
async function assertUnchanged(file: FileHandle, { bytes, modifiedMs }: FileIdentity): Promise<void> {
  const now = await file.stat();
  if (now.size !== bytes || now.mtimeMs !== modifiedMs) {
    throw new CsvFileError(
      'The file was changed while it was being imported.',
      'Import it again when it is complete: rows that are there already are reported as such.',
    );
  }
}
