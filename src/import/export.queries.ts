import type { Database } from '../platform/database/pool.ts';

export type ExportRow = Record<string, string | boolean | null>;

/** Rows that are fetched and written at once. */
const PAGE_ROWS = 2_000;

/** Opens the cursor of an export; it is closed at the end of the transaction. */
export async function openRows(
  db: Database,
  { query, values }: { query: string; values: readonly string[] },
): Promise<void> {
  await db.query(`DECLARE rows_of_export NO SCROLL CURSOR FOR ${query}`, [...values]);
}

/** The next rows; none: that was all. */
export async function fetchRows(db: Database): Promise<ExportRow[]> {
  const { rows } = await db.query<ExportRow>(`FETCH ${PAGE_ROWS} FROM rows_of_export`);
  return rows;
}
