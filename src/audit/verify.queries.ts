import { statement } from '../platform/database/pool.ts';

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

export type FaultRow = {
  lane: number;
  position: number;
  /** Row at that place, if there is one. */
  id: string | null;
  kind: 'edited' | 'removed' | 'out_of_order' | 'head_mismatch';
};

/** Walks every lane in one statement, hence one snapshot: correct while others write. */
export const findFaults = statement<FaultRow>(
  'audit.find-faults',
  `WITH chained AS (
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
  SELECT lane, position::float8, id, kind FROM faults ORDER BY lane, position LIMIT ${MAX_FAULTS}`,
);

/** Of the whole log, and the lanes that have any. */
export const countRows = statement<{ rows: number; lanes: number }>(
  'audit.count-rows',
  'SELECT count(*)::float8 AS rows, count(DISTINCT lane)::int AS lanes FROM audit_log',
);
