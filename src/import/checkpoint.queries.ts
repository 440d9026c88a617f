import { type Database, statement } from '../platform/database/pool.ts';
import type { CsvPosition } from './csv/records.ts';

/** How far a file has been imported. Row counts are those of the whole file so far. */
export type Checkpoint = {
  position: CsvPosition;
  imported: number;
  refused: number;
  /** Part of the refused ones. */
  alreadyPresent: number;
  /** Length of the report up to here. */
  reportBytes: number;
  finished: boolean;
};

/** Which import: a kind of things, and a file by its content. */
export type ImportKey = { resource: string; sha256: Buffer };

/** Locks the row, which is a write: so what a cancelled wait for a standby left behind is confirmed before it is told. */
const find = statement<Checkpoint>(
  'import.find-checkpoint',
  `SELECT json_build_object('offset', byte_offset, 'line', line) AS position, imported::float8, refused::float8,
          already_present::float8 AS "alreadyPresent", report_bytes::float8 AS "reportBytes",
          finished_at IS NOT NULL AS finished
     FROM imports WHERE resource = $1 AND sha256 = $2 FOR KEY SHARE`,
);

/** Makes the row, or sets it back to the beginning of the file. $3 name of the file, $4 offset, $5 line, $6 now. */
const begin = statement(
  'import.begin',
  `INSERT INTO imports (resource, sha256, file_name, byte_offset, line, imported, refused, already_present, report_bytes,
                        inserted_at, updated_at)
   VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, $6, $6)
   ON CONFLICT (resource, sha256) DO UPDATE
      SET file_name = $3, byte_offset = $4, line = $5, imported = 0, refused = 0, already_present = 0, report_bytes = 0,
          updated_at = $6, finished_at = NULL`,
);

/** $3 offset before, then the new offset, line, counts, now. No row: somebody else has moved it. */
const advance = statement<{ sha256: Buffer }>(
  'import.advance',
  `UPDATE imports SET byte_offset = $4, line = $5, imported = $6, refused = $7, already_present = $8, report_bytes = $9,
                      updated_at = $10
    WHERE resource = $1 AND sha256 = $2 AND byte_offset = $3 AND finished_at IS NULL
   RETURNING sha256`,
);

const finish = statement(
  'import.finish',
  'UPDATE imports SET finished_at = $3, updated_at = $3 WHERE resource = $1 AND sha256 = $2',
);

export async function findCheckpoint(
  db: Database,
  { resource, sha256 }: ImportKey,
): Promise<Checkpoint | undefined> {
  const [checkpoint] = await find(db, [resource, sha256]);
  return checkpoint;
}

export async function beginImport(
  db: Database,
  { resource, sha256 }: ImportKey,
  start: { fileName: string; position: CsvPosition; now: Date },
): Promise<void> {
  const { offset, line } = start.position;
  await begin(db, [resource, sha256, start.fileName, offset, line, start.now.toISOString()]);
}

/**
 * Moves the position on, in the transaction of the batch that it stands behind.
 * @throws when it is not where this import left it
 */
export async function advanceImport(
  db: Database,
  { resource, sha256 }: ImportKey,
  from: CsvPosition,
  to: Checkpoint,
  now: Date,
): Promise<void> {
  const { position, imported, refused, alreadyPresent, reportBytes } = to;
  const moved = await advance(db, [
    resource,
    sha256,
    from.offset,
    position.offset,
    position.line,
    imported,
    refused,
    alreadyPresent,
    reportBytes,
    now.toISOString(),
  ]);
  if (moved.length === 0) throw new Error('Another process is importing this file.');
}

export async function finishImport(db: Database, { resource, sha256 }: ImportKey, now: Date): Promise<void> {
  await finish(db, [resource, sha256, now.toISOString()]);
}
