import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { copyDatabase, onServer } from '../fixtures/database.ts';

/** A database without a schema, for migrations. */
export type EmptyDatabase = {
  url: string;
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
};

export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const serverUrl = process.env.TEST_POSTGRES_URL as string;
  const name = `test_empty_${randomBytes(6).toString('hex')}`;
  await copyDatabase(serverUrl, 'template0', name);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  pool.on('error', () => {}); // tests kill connections on purpose
  return {
    url: url.href,
    query: async (text, values) => (await pool.query(text, values)).rows,
    async drop() {
      await pool.end();
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** One for the time of this work. */
export async function withEmptyDatabase(work: (database: EmptyDatabase) => Promise<void>): Promise<void> {
  const database = await createEmptyDatabase();
  try {
    await work(database);
  } finally {
    await database.drop();
  }
}

type Query = EmptyDatabase['query'];

/** Everything that migrations make, as text: columns, constraints, indexes, triggers, functions, rights. */
export async function describeSchema(query: Query): Promise<string[]> {
  const rows = await query(`
    SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function ' || p.oid::regprocedure || ' ' || md5(prosrc)
      FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'grant ' || grantee || ' ' || table_name || ' ' || privilege_type
      FROM information_schema.role_table_grants WHERE table_schema = 'public' AND grantee = 'esoz_app'
    UNION ALL SELECT 'migration ' || name || ' ' || checksum FROM schema_migrations`);
  return rows.map((row) => Object.values(row)[0] as string).sort();
}
