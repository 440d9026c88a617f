import pg from 'pg';

type Fitness = {
  number: number;
  version: string;
  encoding: string;
  has_icu: boolean;
  is_read_only: boolean;
  in_recovery: boolean;
  name: string;
  role: string;
};

/** Oldest server that has everything our SQL uses. */
export const OLDEST_SERVER = 140_000;

/** What the first migration needs, asked before it. */
const FITNESS = `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
       pg_encoding_to_char(encoding) AS encoding, datname AS name, current_user AS role,
       EXISTS (SELECT 1 FROM pg_collation WHERE collname = 'und-x-icu'
                AND collnamespace = 'pg_catalog'::regnamespace) AS has_icu,
       current_setting('transaction_read_only') = 'on' AS is_read_only, pg_is_in_recovery() AS in_recovery
  FROM pg_database WHERE datname = current_database()`;

/** @returns why our schema cannot live in this database, and what to do; undefined where it can */
export async function unfitness(
  db: Pick<pg.ClientBase, 'query'>,
): Promise<{ message: string; hint: string } | undefined> {
  const { rows } = await db.query<Fitness>(FITNESS);
  const { number, version, encoding, has_icu, is_read_only, in_recovery, name, role } = rows[0] as Fitness;
  if (number < OLDEST_SERVER)
    return { message: `The server is PostgreSQL ${version}.`, hint: 'Upgrade it to PostgreSQL 14 or newer.' };
  if (encoding !== 'UTF8')
    return {
      message: `The database ${name} has the encoding ${encoding}: names in Ukrainian need UTF8.`,
      hint: `An encoding cannot be changed. As an administrator run CREATE DATABASE ${pg.escapeIdentifier(`${name}_utf8`)} OWNER ${pg.escapeIdentifier(role)} ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0; and point DATABASE_URL at it.`,
    };
  if (!has_icu)
    return {
      message: 'The server was built without ICU, or the database was made before it had that.',
      hint: `Use a PostgreSQL with ICU (packages of Debian and of postgresql.org have it), and there run CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${pg.escapeIdentifier(role)} ENCODING 'UTF8' TEMPLATE template0; or, where the server has ICU by now, SELECT pg_import_system_collations('pg_catalog');`,
    };
  if (in_recovery)
    return {
      message: 'The server is a standby, which takes no changes.',
      hint: 'Point DATABASE_URL at the primary.',
    };
  if (is_read_only)
    return {
      message: 'Transactions are read-only here.',
      hint: `As an administrator run ALTER DATABASE ${pg.escapeIdentifier(name)} RESET default_transaction_read_only; and look for the same setting of the role and the server.`,
    };
  return undefined;
}
