import type { Pool } from '../platform/database/pool.ts';
import { countRows, type FaultRow, findFaults } from './verify.queries.ts';

/** A place where the audit log is not what was written. */
export type AuditFault = {
  lane: number;
  position: number;
  /** Row at that place, if there is one. */
  id: string | null;
  kind: FaultRow['kind'];
  description: string;
};

export type AuditReport = { rows: number; lanes: number; faults: AuditFault[] };

const DESCRIPTIONS: Record<AuditFault['kind'], string> = {
  edited: 'the row does not hash to its recorded hash: a column was changed after it was written',
  removed: 'one or more rows before this place are gone',
  out_of_order: 'the row does not continue the row before it: rows were swapped, replaced or inserted',
  head_mismatch:
    "the lane's last row is not the one that its head names: rows at the end are gone or were added",
};

/** Checks the whole audit log against its hash chains (SPEC 12.3). */
export async function verifyAuditLog(pool: Pool): Promise<AuditReport> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL statement_timeout = 0');
    const faults = await findFaults(client, []);
    const [totals] = await countRows(client, []);
    await client.query('COMMIT');
    const { rows, lanes } = totals as { rows: string; lanes: string };
    return {
      rows: Number(rows),
      lanes: Number(lanes),
      faults: faults.map((fault) => ({
        ...fault,
        position: Number(fault.position),
        description: DESCRIPTIONS[fault.kind],
      })),
    };
  } catch (error) {
    failure = error as Error; // a connection in a failed transaction is of no use to the next
    throw error;
  } finally {
    client.release(failure);
  }
}
