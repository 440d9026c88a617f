import { statement } from '../platform/database/pool.ts';

export type Settings = {
  version: string;
  number: number;
  fsync: string;
  full_page_writes: string;
  in_recovery: boolean;
  is_read_only: boolean;
  /** For whoever is no superuser. */
  most_connections: number;
};

/** What the server says about itself. */
export const findSettings = statement<Settings>(
  'doctor.find-settings',
  `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
          current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
          pg_is_in_recovery() AS in_recovery,
          current_setting('default_transaction_read_only') = 'on' AS is_read_only,
          current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS most_connections`,
);

/** A collation that is another one than when the indexes were built. */
export type StaleCollation = {
  collation: string;
  built: string;
  actual: string;
  /** Names, quoted where they need it. */
  indexes: string[];
  /** What says that they were built anew. */
  refresh: string;
};

/**
 * Collations of our indexes with another version than they were created with; the search by name uses one inside of its
 * function, where no catalogue sees it.
 */
export const findStaleCollations = statement<StaleCollation>(
  'doctor.find-stale-collations',
  `SELECT c.collname AS collation, c.collversion AS built, pg_collation_actual_version(c.oid) AS actual,
          array_agg(DISTINCT i.indexrelid::regclass::text) AS indexes,
          format('ALTER COLLATION %I.%I REFRESH VERSION', n.nspname, c.collname) AS refresh
     FROM pg_index i
     JOIN pg_class t ON t.oid = i.indrelid AND t.relnamespace = 'public'::regnamespace
     JOIN pg_collation c ON c.oid = ANY (i.indcollation::oid[])
                         OR (c.collname = 'und-x-icu' AND i.indexrelid = to_regclass('legal_entities_name_words_idx'))
     JOIN pg_namespace n ON n.oid = c.collnamespace
    WHERE c.collversion <> pg_collation_actual_version(c.oid)
    GROUP BY c.oid, n.nspname`,
);

/** PostgreSQL 15 keeps the version of a database's own collation. */
export const FIRST_WITH_DATABASE_VERSION = 150_000;

/** The database's own collation, if it is another one, with every index of ours on text that names none itself. */
export const findStaleDatabase = statement<StaleCollation>(
  'doctor.find-stale-database',
  `SELECT d.datcollate AS collation, d.datcollversion AS built, pg_database_collation_actual_version(d.oid) AS actual,
          ARRAY(SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
                 WHERE t.relnamespace = 'public'::regnamespace
                   AND 'pg_catalog."default"'::regcollation = ANY (i.indcollation)) AS indexes,
          format('ALTER DATABASE %I REFRESH COLLATION VERSION', d.datname) AS refresh
     FROM pg_database d
    WHERE d.datname = current_database()
      AND d.datcollversion <> pg_database_collation_actual_version(d.oid)`,
);
