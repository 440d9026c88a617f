import pg from 'pg';
import { migrate } from '../../src/platform/database/migrate.ts';
import { databaseUrl, runSql } from '../database.ts';

/** Clinics, each with a primary licence, a client and a token of its own: every request meets another one. */
export const CLINICS = 120_000;
export const tokenOf = (clinic: number | '{n}'): string => `bench-token-${clinic}`;
/** SQL for the id of clinic number `n`, an SQL expression. */
export const clinicIdSql = (n: string): string => `lpad(to_hex((${n})::int), 32, '0')::uuid`;
export const tokenHashSql = (n: string): string =>
  `sha256(convert_to('bench-token-' || (${n})::int, 'UTF8'))`;

const USER = '00000000-0000-4000-8000-00000000beef';
const STAMPS = `now(), '${USER}', now(), '${USER}'`;

/** Makes the database `bench_seed`; each run then measures on a fresh copy of it. */
export async function seed(superuserUrl: string): Promise<void> {
  await runSql(superuserUrl, 'CREATE DATABASE bench_seed OWNER esoz_owner');
  const url = databaseUrl(superuserUrl, 'bench_seed');
  await migrate(url);
  const all = `FROM generate_series(1, ${CLINICS}) AS n`;
  await runSql(
    url,
    `INSERT INTO users (id, is_blocked, inserted_at, updated_at) VALUES ('${USER}', false, now(), now())`,
    `INSERT INTO legal_entities SELECT ${clinicIdSql('n')}, 'Clinic ' || n, lpad(n::text, 8, '0'), 'OUTPATIENT', 'ACTIVE', ${STAMPS} ${all}`,
    `INSERT INTO licenses (id, legal_entity_id, type, issued_by, issued_date, active_from_date, is_primary, is_active,
                           inserted_at, inserted_by, updated_at, updated_by)
     SELECT ${clinicIdSql('n')}, ${clinicIdSql('n')}, 'MSP', 'МОЗ України', '2020-01-01', '2020-01-01', true, true, ${STAMPS} ${all}`,
    `INSERT INTO clients SELECT ${clinicIdSql('n')}, 'Clinic ' || n, 'MSP', 'DIRECT', '{}', false, now(), now() ${all}`,
    `INSERT INTO tokens SELECT ${clinicIdSql('n')}, ${tokenHashSql('n')}, ${clinicIdSql('n')}, '${USER}',
            'license:write license:read', now() + interval '1 day', NULL, now() ${all}`,
    'VACUUM ANALYZE',
  );
}

/** A fresh copy of the seed, so that every run begins with the same tables. */
export async function freshDatabase(superuserUrl: string, name: string): Promise<string> {
  await runSql(superuserUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await runSql(superuserUrl, `CREATE DATABASE ${name} TEMPLATE bench_seed STRATEGY FILE_COPY`);
  await runSql(superuserUrl, 'CHECKPOINT');
  return databaseUrl(superuserUrl, name);
}

/** What a run has written beside the seed, in a copy of its own. */
export async function countCreated(url: string): Promise<{ licenses: number; auditRows: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `SELECT (SELECT count(*) FROM licenses WHERE NOT is_primary)::int AS "licenses",
            (SELECT count(*) FROM audit_log)::int AS "auditRows"`,
  );
  await client.end();
  return rows[0];
}

/** What PostgreSQL counts: transactions of a database, and WAL syncs of the whole server. */
export async function counters(
  superuserUrl: string,
  database: string,
): Promise<{ commits: number; walSyncs: number }> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const { rows } = await client.query(
    `SELECT (SELECT xact_commit FROM pg_stat_database WHERE datname = $1) AS commits,
            (SELECT coalesce(sum(fsyncs), 0) FROM pg_stat_io WHERE object = 'wal') AS wal_syncs`,
    [database],
  );
  await client.end();
  return { commits: Number(rows[0].commits), walSyncs: Number(rows[0].wal_syncs) };
}
