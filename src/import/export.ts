import type { Pool } from '../platform/database/pool.ts';
import { csvLine } from './csv/writer.ts';
import { type ExportRow, fetchLicenses, openLicenses } from './export.queries.ts';
import { LICENSE_CSV_COLUMNS } from './license/row.ts';

/**
 * All licences with `is_active` as the lines of a CSV file that an import takes, in pieces of some thousand lines: the
 * primary licence of a legal entity before its others, so that they are accepted in this order. One snapshot.
 * @param legalEntityId only those of this one
 * @param onRows called with the number of licences in each piece
 */
export async function* exportLicenses(
  pool: Pool,
  legalEntityId: string | undefined,
  onRows: (count: number) => void,
): AsyncGenerator<string> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0;
      SET LOCAL idle_in_transaction_session_timeout = 0`); // whoever reads the output sets the pace
    await openLicenses(client, legalEntityId);
    yield csvLine(LICENSE_CSV_COLUMNS);
    for (;;) {
      const rows = await fetchLicenses(client);
      if (rows.length === 0) return;
      onRows(rows.length);
      yield rows.map(licenseLine).join('');
    }
  } finally {
    client.release(true); // ends the transaction, also when the output was closed half-way
  }
}

function licenseLine(row: ExportRow): string {
  return csvLine(LICENSE_CSV_COLUMNS.map((column) => textOf(row[column])));
}

function textOf(value: string | boolean | null): string | null {
  return value === null ? null : String(value);
}
