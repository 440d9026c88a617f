import { statement } from '../platform/database/pool.ts';

/** More would say nothing new. */
const MAX_FAULTS = 100;
/** How many lanes there are, numbered from 0: see docs/adr/0004-audit-log-in-lanes.md. */
export const LANE_COUNT = 64;

/**
 * What a row's hash covers. It repeats the expression of the trigger `audit_log_append` on purpose: a check that asked
 * a function of the database could be silenced by replacing that function.
 */
const HASHED = `lane, position, encode(previous_hash, 'hex'), id, extract(epoch FROM inserted_at),
  actor_id, client_id, request_id, resource, resource_id, action, changeset`;
const hashOf = (values: string) => `sha256(convert_to(jsonb_build_array(${values})::text, 'UTF8'))`;
const ROW_HASH = hashOf(`${HASHED}, transaction_number`);
/** Of rows from before migration 20261126101000, whose numbers a seal covers. */
const FORMER_ROW_HASH = hashOf(HASHED);

const FIRST_HASH = `sha256(convert_to('esoz audit lane ' || lane, 'UTF8'))`;

export type FaultRow = {
  /** null: a row that says it is of none. */
  lane: number | null;
  position: number | null;
  /** Row at that place, if there is one. */
  id: string | null;
  kind:
    | 'edited'
    | 'removed'
    | 'out_of_order'
    | 'head_mismatch'
    | 'head_missing'
    | 'unknown_lane'
    | 'shortened'
    | 'rewritten';
};

const asFault = 'lane::int, position::float8, id, kind';

type Walk = {
  /** The rows that are looked at, and as `before` the place after which they begin in their lane. */
  rows: string;
  /** Seals that are good. */
  sealed: string;
};

/** From the first row of each lane to its last. Of a seal the numbers of all rows before it are looked at too. */
const WHOLE: Walk = {
  rows: 'SELECT *, 0 AS before FROM public.audit_log',
  sealed: `SELECT seals.* FROM seals JOIN public.audit_log AS seal USING (lane, position)
     WHERE seal.changeset #>> '{new,transaction_numbers}' = (
       SELECT encode(sha256(convert_to(string_agg(coalesce(transaction_number::text, ''), ',' ORDER BY position), 'UTF8')), 'hex')
         FROM public.audit_log AS before WHERE before.lane = seals.lane AND before.position < seals.position)`,
};

/** Of each lane. */
export const RECENT_ROWS = 200;
/**
 * The last rows of each lane, whatever its head says. The first of them is believed what it says of the one before it, and
 * seals what they say of the numbers before them.
 */
const RECENT: Walk = {
  rows: `SELECT recent.* FROM generate_series(0, ${LANE_COUNT - 1}) AS number CROSS JOIN LATERAL (
      SELECT *, CASE WHEN count(*) OVER () < ${RECENT_ROWS} THEN 0 ELSE min(position) OVER () - 1 END AS before
        FROM (SELECT * FROM public.audit_log WHERE lane = number ORDER BY position DESC LIMIT ${RECENT_ROWS}) AS last) AS recent`,
  sealed: 'SELECT * FROM seals',
};

/**
 * Walks every lane in one statement, hence one snapshot: correct while others write. Seals are of the migration that
 * wrote them: a row of the former form stands before its lane's seal, which has the hash of all numbers before it.
 */
const faults = ({ rows, sealed }: Walk) => `
  WITH seals AS (
    SELECT lane, min(position) AS position FROM public.audit_log
     WHERE resource = 'audit_log' AND action = 'seal' AND resource_id = 'lane ' || lane
       AND resource_id = ANY (ARRAY(SELECT 'lane ' || number FROM generate_series(0, ${LANE_COUNT - 1}) AS number)) -- by index
     GROUP BY lane
  ), sealed AS (
    ${sealed}
  ), chained AS (
    SELECT id, lane, position, previous_hash, hash,
           hash IS DISTINCT FROM ${ROW_HASH}
             AND (hash IS DISTINCT FROM ${FORMER_ROW_HASH}
                  OR NOT EXISTS (SELECT FROM sealed WHERE sealed.lane = walked.lane AND sealed.position > walked.position))
             AS is_edited,
           coalesce(lag(position) OVER chain, before) AS prior_position,
           coalesce(lag(hash) OVER chain, CASE WHEN before = 0 THEN ${FIRST_HASH} ELSE previous_hash END) AS prior_hash,
           lead(id) OVER chain IS NULL AS is_last
      FROM (${rows}) AS walked WINDOW chain AS (PARTITION BY lane ORDER BY position)
  ), ends AS (
    SELECT * FROM chained WHERE is_last
  ), faults AS (
    SELECT lane, position, id,
           CASE WHEN lane IS NULL OR lane NOT BETWEEN 0 AND ${LANE_COUNT - 1} THEN 'unknown_lane'
                WHEN is_edited THEN 'edited'
                WHEN position > prior_position + 1 THEN 'removed'
                ELSE 'out_of_order' END AS kind
      FROM chained
     WHERE lane IS NULL OR lane NOT BETWEEN 0 AND ${LANE_COUNT - 1} OR is_edited OR position IS NULL
        OR position <> prior_position + 1 OR previous_hash IS DISTINCT FROM prior_hash
    UNION ALL
    SELECT lane, coalesce(ends.position, 0), ends.id, 'head_missing'
      FROM generate_series(0, ${LANE_COUNT - 1}) AS lane LEFT JOIN ends USING (lane)
     WHERE NOT EXISTS (SELECT FROM public.audit_lanes AS head WHERE head.lane = lane.lane)
    UNION ALL
    SELECT head.lane, head.position, NULL, 'unknown_lane'
      FROM public.audit_lanes AS head WHERE head.lane IS NULL OR head.lane NOT BETWEEN 0 AND ${LANE_COUNT - 1}
    UNION ALL
    SELECT lane, coalesce(ends.position, 0), ends.id, 'head_mismatch'
      FROM public.audit_lanes AS head LEFT JOIN ends USING (lane)
     WHERE head.lane BETWEEN 0 AND ${LANE_COUNT - 1}
       AND (head.position IS DISTINCT FROM coalesce(ends.position, 0)
         OR head.hash IS DISTINCT FROM coalesce(ends.hash, ${FIRST_HASH})
         OR head.previous_hash IS DISTINCT FROM ends.previous_hash
         OR (SELECT count(*) FROM public.audit_lanes AS other WHERE other.lane = head.lane) > 1)
  )
  SELECT ${asFault} FROM faults ORDER BY lane, position LIMIT ${MAX_FAULTS}`;

export const findFaults = statement<FaultRow>('audit.find-faults', faults(WHOLE));
export const findRecentFaults = statement<FaultRow>('audit.find-recent-faults', faults(RECENT));

/**
 * Where the log is no continuation of heads that were kept elsewhere: the row of a kept head is gone, or another one.
 * $1 lanes, $2 positions, $3 ids of rows (null at position 0), $4 hashes.
 */
export const findBreaksWith = statement<FaultRow>(
  'audit.find-breaks-with-kept-heads',
  `SELECT kept.lane::int, kept.position::float8, kept.id,
          CASE WHEN kept.position > 0 AND row.id IS NULL THEN 'shortened' ELSE 'rewritten' END AS kind
     FROM unnest($1::int[], $2::bigint[], $3::bigint[], $4::bytea[]) AS kept (lane, position, id, hash)
     LEFT JOIN public.audit_log AS row ON row.lane = kept.lane AND row.position = kept.position
    WHERE CASE WHEN kept.position = 0
               THEN kept.hash IS DISTINCT FROM sha256(convert_to('esoz audit lane ' || kept.lane, 'UTF8'))
               ELSE row.hash IS DISTINCT FROM kept.hash OR row.id IS DISTINCT FROM kept.id END
    ORDER BY kept.lane LIMIT ${MAX_FAULTS}`,
);

/** Of the whole log, and the lanes that have any. */
export const countRows = statement<{ rows: number; lanes: number }>(
  'audit.count-rows',
  'SELECT count(*)::float8 AS rows, count(DISTINCT lane)::int AS lanes FROM public.audit_log',
);

export type HeadRow = {
  lane: number;
  position: number;
  id: string | null;
  hash: string;
  isOfItsRow: boolean;
};

/** The heads as they stand, each beside its row. */
export const findHeads = statement<HeadRow>(
  'audit.find-heads',
  `SELECT head.lane::int, head.position::float8, last.id, encode(head.hash, 'hex') AS hash,
          CASE WHEN head.position = 0 THEN head.hash = sha256(convert_to('esoz audit lane ' || head.lane, 'UTF8'))
               ELSE coalesce(last.hash = head.hash, false) END AS "isOfItsRow"
     FROM public.audit_lanes AS head
     LEFT JOIN public.audit_log AS last ON last.lane = head.lane AND last.position = head.position
    ORDER BY head.lane`,
);
