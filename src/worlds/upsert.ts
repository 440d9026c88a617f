import type { Database } from '../platform/database/pool.ts';

/** A table that worlds describe: which columns they set, of which type, and under what name changes are audited. */
export type WorldTable = {
  table: string;
  resource: string;
  columns: Readonly<Record<string, string>>;
  /** Set at insertion besides `inserted_at`, which is set then too unless it is one of the columns. */
  stamps: readonly ('updated_at' | 'inserted_by' | 'updated_by')[];
  /** Never shown in the audit log: what is secret, or only derived from the other columns. */
  secret: readonly string[];
};

export const WORLD_TABLES = {
  legal_entities: {
    table: 'legal_entities',
    resource: 'legal_entity',
    columns: { id: 'uuid', name: 'text', edrpou: 'text', type: 'text', status: 'text' },
    stamps: ['updated_at', 'inserted_by', 'updated_by'],
    secret: ['name_words'],
  },
  licenses: {
    table: 'licenses',
    resource: 'license',
    columns: {
      id: 'uuid',
      legal_entity_id: 'uuid',
      type: 'text',
      license_number: 'text',
      issued_by: 'text',
      issued_date: 'date',
      expiry_date: 'date',
      active_from_date: 'date',
      what_licensed: 'text',
      order_no: 'text',
      is_primary: 'boolean',
      is_active: 'boolean',
      issuer_status: 'text',
    },
    stamps: ['updated_at', 'inserted_by', 'updated_by'],
    secret: [],
  },
  clients: {
    table: 'clients',
    resource: 'client',
    columns: {
      id: 'uuid',
      name: 'text',
      type: 'text',
      access_type: 'text',
      secret_hash: 'bytea',
      redirect_uris: 'text[]',
      scopes: 'text[]',
      is_blocked: 'boolean',
    },
    stamps: ['updated_at'],
    secret: ['secret_hash'],
  },
  users: {
    table: 'users',
    resource: 'user',
    columns: { id: 'uuid', email: 'text', password_hash: 'text', is_blocked: 'boolean' },
    stamps: ['updated_at'],
    secret: ['password_hash'],
  },
  tokens: {
    table: 'tokens',
    resource: 'token',
    columns: {
      id: 'uuid',
      value_hash: 'bytea',
      client_id: 'uuid',
      user_id: 'uuid',
      scope: 'text',
      inserted_at: 'timestamptz',
      expires_at: 'timestamptz',
    },
    stamps: [],
    secret: ['value_hash'],
  },
  api_keys: {
    table: 'api_keys',
    resource: 'api_key',
    columns: { id: 'uuid', value_hash: 'bytea', client_id: 'uuid' },
    stamps: [],
    secret: ['value_hash'],
  },
} as const satisfies Record<string, WorldTable>;

export type UpsertCounts = { created: number; updated: number; unchanged: number };
export type Stamp = { now: string; userId: string; requestId: string };

/**
 * Makes rows be as described: inserts what is missing, updates what differs, leaves alone what is equal,
 * and writes an audit row for each change, in one statement for the whole list. The rows go to the audit log in one go:
 * one by one, each would walk past all before it (docs/adr/0030-bulk-import.md), and a large world would take minutes.
 */
export async function upsert(
  db: Database,
  { table, resource, columns, stamps, secret }: WorldTable,
  rows: readonly object[],
  stamp: Stamp,
): Promise<UpsertCounts> {
  if (rows.length === 0) return { created: 0, updated: 0, unchanged: 0 };
  const names = Object.keys(columns);
  const settable = names.filter((name) => name !== 'id');
  const list = (prefix: string, of: readonly string[]) => of.map((name) => `${prefix}${name}`).join(', ');
  const stamped = (['inserted_at', ...stamps] as const).filter((name) => !names.includes(name));
  const stampValue = (name: string) => (name.endsWith('_by') ? '$3::uuid' : '$2::timestamptz');
  const renewed = stamps.filter((name) => name !== 'inserted_by');
  const shown = (row: string) =>
    secret.reduce((expression, name) => `${expression} - '${name}'`, `to_jsonb(${row})`);
  const { rows: counts } = await db.query<{ created: number; updated: number }>(
    `WITH input AS (
       SELECT * FROM jsonb_to_recordset($1) AS r(${names.map((name) => `${name} ${columns[name]}`).join(', ')})
     ), before AS (
       SELECT t.* FROM ${table} t JOIN input USING (id)
     ), changed AS (
       INSERT INTO ${table} AS t (${[...names, ...stamped].join(', ')})
       SELECT ${[...names, ...stamped.map(stampValue)].join(', ')}
         FROM input
       ON CONFLICT (id) DO UPDATE
         SET ${[...settable, ...renewed].map((name) => `${name} = excluded.${name}`).join(', ')}
       WHERE (${list('t.', settable)}) IS DISTINCT FROM (${list('excluded.', settable)})
       RETURNING t.*
     ), change AS (
       SELECT changed.id, CASE WHEN before.id IS NULL THEN 'create' ELSE 'update' END AS action,
              jsonb_build_object('old', ${shown('before')}, 'new', ${shown('changed')}) AS changeset
         FROM changed LEFT JOIN before USING (id)
     ), audit AS (
       SELECT action, audit_log_append_many($2::timestamptz, $3::uuid, $4, '${resource}', action,
                                            array_agg(id::text), array_agg(changeset)) AS written
         FROM change GROUP BY action
     )
     SELECT coalesce(sum(written) FILTER (WHERE action = 'create'), 0)::int AS created,
            coalesce(sum(written) FILTER (WHERE action = 'update'), 0)::int AS updated
       FROM audit`,
    [JSON.stringify(rows), stamp.now, stamp.userId, stamp.requestId],
  );
  const { created, updated } = counts[0] as { created: number; updated: number };
  return { created, updated, unchanged: rows.length - created - updated };
}
