import type pg from 'pg';

/** The GRANT and REVOKE statements of a migration: not what a function grants when it is called, with other rights. */
export function grantsOf(sql: string): string[] {
  const bare = sql.replace(/--.*$/gm, '').replace(/\$\$.*?\$\$/gs, '');
  const statements = bare.split(';').map((statement) => statement.trim());
  return statements.filter((statement) => /^(?:GRANT|REVOKE)\b/.test(statement));
}

/**
 * Repeats, in one transaction, what all migrations grant and take. A dump brings the tables back without their rights
 * where it was made without privileges, or restored where the application's role was not there yet; a migration that is
 * recorded as applied would never give them again. What a later migration has dropped is passed over.
 */
export async function repeatGrants(db: pg.Client, migrations: readonly { sql: string }[]): Promise<void> {
  const statements = migrations.flatMap(({ sql }) => grantsOf(sql)).map(unlessDropped);
  await db.query(['BEGIN;', ...statements, 'COMMIT;'].join('\n'));
}

const unlessDropped = (grant: string) =>
  `DO $do$ BEGIN EXECUTE $grant$${grant}$grant$;
   EXCEPTION WHEN undefined_table OR undefined_column OR undefined_function OR undefined_object THEN NULL; END $do$;`;
