import type { Database } from '../platform/database/pool.ts';
import { LICENSE_CSV_COLUMNS } from './license/row.ts';

export type ExportRow = Record<(typeof LICENSE_CSV_COLUMNS)[number], string | boolean | null>;

/** Licences that are fetched and written at once. */
const PAGE_ROWS = 2_000;

/** Opens the cursor of an export, of one legal entity or of all; it is closed at the end of the transaction. */
export async function openLicenses(db: Database, legalEntityId: string | undefined): Promise<void> {
  await db.query(
    `DECLARE licenses_of_export NO SCROLL CURSOR FOR
     SELECT ${LICENSE_CSV_COLUMNS.join(', ')} FROM licenses
      WHERE is_active${legalEntityId === undefined ? '' : ' AND legal_entity_id = $1'}
      ORDER BY legal_entity_id, is_primary DESC, type COLLATE "C"`,
    legalEntityId === undefined ? [] : [legalEntityId],
  );
}

/** The next licences; none: that was all. */
export async function fetchLicenses(db: Database): Promise<ExportRow[]> {
  const { rows } = await db.query<ExportRow>(`FETCH ${PAGE_ROWS} FROM licenses_of_export`);
  return rows;
}
