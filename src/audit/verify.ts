import type { Pool } from '../platform/database/pool.ts';

/** A place where the audit log is not what was written. */
export type AuditFault = {
  lane: number;
  position: number;
  /** Row at that place, if there is one. */
  id: string | null;
  kind: 'edited' | 'removed' | 'out_of_order' | 'head_mismatch';
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

/** More would say nothing new. */
const MAX_FAULTS = 100;

/**
 * What a row's hash covers. It repeats the expression of the trigger `audit_log_append` on purpose: a check that asked
 * a function of the database could be silenced by replacing that function.
 */
const ROW_HASH = `sha256(convert_to(jsonb_build_array(
  lane, position, encode(previous_hash, 'hex'), id, extract(epoch FROM inserted_at),
  actor_id, client_id, request_id, resource, resource_id, action, changeset)::text, 'UTF8'))`;

const FIRST_HASH = `sha256(convert_to('esoz audit lane ' || lane, 'UTF8'))`;

/** Walks every lane in one statement, hence one snapshot: correct while others write. */
const FIND_FAULTS = `
  WITH chained AS (
    SELECT id, lane, position, previous_hash, hash, ${ROW_HASH} AS computed,
           coalesce(lag(position) OVER chain, 0) AS prior_position,
           coalesce(lag(hash) OVER chain, ${FIRST_HASH}) AS prior_hash,
           lead(id) OVER chain IS NULL AS is_last
      FROM audit_log WINDOW chain AS (PARTITION BY lane ORDER BY position)
  ), faults AS (
    SELECT lane, position, id,
           CASE WHEN hash IS DISTINCT FROM computed THEN 'edited'
                WHEN position <> prior_position + 1 THEN 'removed'
                ELSE 'out_of_order' END AS kind
      FROM chained
     WHERE hash IS DISTINCT FROM computed OR position <> prior_position + 1 OR previous_hash IS DISTINCT FROM prior_hash
    UNION ALL
    SELECT lane, coalesce(last.position, 0), last.id, 'head_mismatch'
      FROM audit_lanes head FULL JOIN (SELECT * FROM chained WHERE is_last) AS last USING (lane)
     WHERE head.position IS DISTINCT FROM coalesce(last.position, 0)
        OR head.hash IS DISTINCT FROM coalesce(last.hash, ${FIRST_HASH})
  )
  SELECT lane, position::int8, id, kind FROM faults ORDER BY lane, position LIMIT ${MAX_FAULTS}`;

/** Checks the whole audit log against its hash chains (SPEC 12.3). */
export async function verifyAuditLog(pool: Pool): Promise<AuditReport> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL statement_timeout = 0');
    const faults = await client.query<{
      lane: number;
      position: string;
      id: string | null;
      kind: AuditFault['kind'];
    }>(FIND_FAULTS);
    const totals = await client.query<{ rows: string; lanes: string }>(
      'SELECT count(*) AS rows, count(DISTINCT lane) AS lanes FROM audit_log',
    );
    await client.query('COMMIT');
    const { rows, lanes } = totals.rows[0] as { rows: string; lanes: string };
    return {
      rows: Number(rows),
      lanes: Number(lanes),
      faults: faults.rows.map((fault) => ({
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
