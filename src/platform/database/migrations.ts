import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

const MIGRATIONS = new URL('../../../db/migrations/', import.meta.url);

export type Migration = {
  name: string;
  sql: string;
  checksum: string;
  /** Why programs that do not know this migration may not run behind it; null where they may. */
  breaking: string | null;
};

/** The database is not in a state that this version can work with; the message says what to do. */
export class MigrationError extends Error {
  readonly hint: string | undefined;
  constructor(message: string, { hint, ...options }: ErrorOptions & { hint?: string } = {}) {
    super(message, options);
    this.hint = hint;
  }
}

/** All migrations of this version in the order of their names. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => asMigration(name, await readFile(new URL(name, MIGRATIONS), 'utf8'))),
  );
}

/** @throws Error when it seems to say that it is breaking, and not in the form that is read */
export function asMigration(name: string, sql: string): Migration {
  const breaking = /^-- breaking: (\S.*)$/m.exec(sql.split('\n', 1)[0] as string)?.[1] ?? null;
  const mentions = sql.match(/^\s*(?:--+|\/\*)\s*breaking\b/gim)?.length ?? 0;
  if (mentions !== (breaking === null ? 0 : 1))
    throw new Error(`${name}: what it breaks is its first line, "-- breaking: <reason>"`);
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex'), breaking };
}
