import type { Database } from '../../src/platform/database/pool.ts';

/** The indexes of the audit log that are no constraints. A bulk of rows is quicker without them. */
export async function indexesOf(db: Database): Promise<{ name: string; definition: string }[]> {
  const { rows } = await db.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
      WHERE indrelid = 'audit_log'::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
  );
  return rows;
}

/** What creating a licence leaves in the log, for legal entities of six licences each. $1 time, an expression. */
const ROW = {
  requestId: 'gen_random_uuid()::text',
  resourceId: "md5('licence ' || n % 100000000)::uuid::text",
  changeset: `jsonb_build_object('old', NULL, 'new', jsonb_build_object(
      'id', md5('licence ' || n)::uuid, 'legal_entity_id', md5('clinic ' || n / 6)::uuid, 'type', 'MSP',
      'license_number', 'АВ-' || n, 'issued_by', 'Міністерство охорони здоров''я України', 'issued_date', '2025-02-28',
      'issuer_status', 'Чинна', 'expiry_date', NULL, 'active_from_date', '2025-02-28', 'what_licensed', 'медична практика',
      'order_no', 'ВА' || n, 'is_primary', true, 'is_active', true))`,
};
const ACTOR = "'4261eacf-8008-4e62-899f-de1e2f7065f0'::uuid";
const CLIENT = "'d290f1ee-6c54-4b01-90e6-d701748f0851'::uuid";

/** `bench_fill(first, number, of)`: so many rows chained in the 64 lanes, their times a part of the year 2025. */
export const FILL = `CREATE FUNCTION bench_fill(first bigint, number bigint, of bigint) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    heads bytea[] := ARRAY(SELECT hash FROM audit_lanes ORDER BY lane);
    befores bytea[] := ARRAY(SELECT coalesce(previous_hash, '') FROM audit_lanes ORDER BY lane);
    positions bigint[] := ARRAY(SELECT position FROM audit_lanes ORDER BY lane);
    transaction_number bigint := pg_current_xact_id()::text::bigint;
    at integer;
    entry record;
  BEGIN
    FOR entry IN
      SELECT n, timestamptz '2025-01-01 00:00Z' + (n - 1) * (interval '31536000 s' / of) AS inserted_at,
             ${ROW.requestId} AS request_id, ${ROW.resourceId} AS resource_id, ${ROW.changeset} AS changeset
        FROM generate_series(first, first + number - 1) AS n
    LOOP
      at := entry.n % 64 + 1;
      positions[at] := positions[at] + 1;
      befores[at] := heads[at];
      heads[at] := sha256(convert_to(jsonb_build_array(at - 1, positions[at], encode(befores[at], 'hex'), entry.n,
        extract(epoch FROM entry.inserted_at), ${ACTOR}, ${CLIENT}, entry.request_id, 'license', entry.resource_id,
        'create', entry.changeset, transaction_number)::text, 'UTF8'));
      INSERT INTO audit_log (id, inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset,
                             lane, position, previous_hash, hash, transaction_number)
      OVERRIDING SYSTEM VALUE
      VALUES (entry.n, entry.inserted_at, ${ACTOR}, ${CLIENT}, entry.request_id, 'license', entry.resource_id, 'create',
              entry.changeset, at - 1, positions[at], befores[at], heads[at], transaction_number);
    END LOOP;
    UPDATE audit_lanes SET position = positions[lane + 1], previous_hash = nullif(befores[lane + 1], ''), hash = heads[lane + 1];
    PERFORM setval('audit_log_id_seq', first + number - 1);
  END $$`;

/** One row, as a request leaves it. */
export const appendTo = (
  table: string,
): string => `INSERT INTO ${table} (inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset)
  SELECT timestamptz '2025-12-31 23:59Z', ${ACTOR}, ${CLIENT}, ${ROW.requestId}, 'license', gen_random_uuid()::text, 'create', ${ROW.changeset}
    FROM (VALUES (1)) AS numbers (n)`;

const MONTHS = Array.from({ length: 12 }, (_, month) => {
  const [year, number] = [2025, String(month + 1).padStart(2, '0')];
  const next = month === 11 ? '2026-01-01' : `2025-${String(month + 2).padStart(2, '0')}-01`;
  return `CREATE TABLE audit_log_${year}_${number} PARTITION OF audit_log FOR VALUES FROM ('${year}-${number}-01Z') TO ('${next}Z')`;
});

/** The same log with a partition for each month. What was unique is so within a month only: a unique index needs the key. */
export const PARTITIONED = [
  'ALTER TABLE audit_log RENAME TO audit_log_whole',
  `CREATE TABLE audit_log (LIKE audit_log_whole INCLUDING DEFAULTS) PARTITION BY RANGE (inserted_at)`,
  "ALTER TABLE audit_log ALTER COLUMN id SET DEFAULT nextval('audit_log_id_seq')",
  ...MONTHS,
  'INSERT INTO audit_log SELECT * FROM audit_log_whole',
  'ALTER TABLE audit_log ADD PRIMARY KEY (id, inserted_at)',
  'CREATE UNIQUE INDEX ON audit_log (lane, position, inserted_at)',
  'CREATE INDEX ON audit_log (resource_id, resource)',
  `CREATE INDEX ON audit_log (transaction_number, id) WHERE transaction_number IS NOT NULL
     AND (resource = 'license' AND action IN ('create', 'update') OR resource = 'parameter')`,
  'CREATE INDEX ON audit_log (id) WHERE transaction_number IS NULL',
  'CREATE INDEX ON audit_log (inserted_at, id)',
  'CREATE INDEX ON audit_log (request_id)',
  `CREATE TRIGGER audit_log_append BEFORE INSERT ON audit_log
     FOR EACH ROW WHEN (NEW.lane IS NULL) EXECUTE FUNCTION audit_log_append()`,
];
