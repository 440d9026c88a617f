import { inTransaction, type Pool } from '../platform/database/pool.ts';
import { countRows, type FaultRow, findFaults } from './verify.queries.ts';

/** A place where the audit log is not what was written. */
export type AuditFault = FaultRow & { description: string };

export type AuditReport = { rows: number; lanes: number; faults: AuditFault[] };

const DESCRIPTIONS: Record<AuditFault['kind'], string> = {
  edited: 'the row does not hash to its recorded hash: a column was changed after it was written',
  removed: 'one or more rows before this place are gone',
  out_of_order: 'the row does not continue the row before it: rows were swapped, replaced or inserted',
  head_mismatch:
    "the lane's last row is not the one that its head names: rows at the end are gone or were added",
};

/** Checks the whole audit log against its hash chains (SPEC 12.3). */
export function verifyAuditLog(pool: Pool): Promise<AuditReport> {
  return inTransaction(pool, async (db) => {
    await db.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await db.query('SET LOCAL statement_timeout = 0');
    const faults = await findFaults(db, []);
    const [totals] = (await countRows(db, [])) as [{ rows: number; lanes: number }];
    return {
      ...totals,
      faults: faults.map((fault) => ({ ...fault, description: DESCRIPTIONS[fault.kind] })),
    };
  });
}
