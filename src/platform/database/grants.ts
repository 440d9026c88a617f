import type pg from 'pg';

/** A grant of a migration begins a line; what a function grants when it is called is indented. */
const GRANT = /^(?:GRANT|REVOKE)\b[^;]*;/gm;

/**
 * Repeats, in one transaction, what all migrations grant and take. A dump brings the tables back without their rights
 * where it was made without privileges, or restored where the application's role was not there yet; a migration that is
 * recorded as applied would never give them again. What a later migration has dropped is passed over.
 */
export async function repeatGrants(db: pg.Client, migrations: readonly { sql: string }[]): Promise<void> {
  const statements = migrations.flatMap(({ sql }) => sql.match(GRANT) ?? []).map(unlessDropped);
  await db.query(['BEGIN;', ...statements, 'COMMIT;'].join('\n'));
}

const unlessDropped = (grant: string) =>
  `DO $do$ BEGIN EXECUTE $grant$${grant}$grant$;
   EXCEPTION WHEN undefined_table OR undefined_column OR undefined_function OR undefined_object THEN NULL; END $do$;`;
