import { headerLine, rowLine, type TableForm } from '#spreadsheet';
import type { Pool } from '../platform/database/pool.ts';
import type { Column } from './columns.ts';
import { fetchRows, openRows } from './export.queries.ts';

/** What is exported: the columns of the format, and the statement that selects them. */
export type ExportedTable = { columns: readonly Column[]; query: string; values: readonly string[] };

/**
 * A table as the lines of a CSV file that an import takes, in pieces of some thousand lines. One snapshot.
 * @param onRows called with the number of rows in each piece
 */
export async function* exportTable(
  pool: Pool,
  table: ExportedTable,
  form: TableForm,
  onRows: (count: number) => void,
): AsyncGenerator<string> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0;
      SET LOCAL idle_in_transaction_session_timeout = 0`); // whoever reads the output sets the pace
    await openRows(client, table);
    yield headerLine(table.columns, form);
    for (;;) {
      const rows = await fetchRows(client);
      if (rows.length === 0) return;
      onRows(rows.length);
      yield rows.map((row) => rowLine(table.columns, row, form)).join('');
    }
  } finally {
    client.release(true); // ends the transaction, also when the output was closed half-way
  }
}
