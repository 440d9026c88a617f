import pg from 'pg';
import { connectionOf } from '../platform/database/connection.ts';
import { unnameStatements } from '../platform/database/unnamed.ts';
import type { OpenDatabase } from '../start/open-database.ts';

/** Which database, and as whom. */
export type Asked = Pick<OpenDatabase, 'url' | 'role' | 'isPooled'>;

/** Asks on a connection of its own, as the product would have it. */
export async function askDatabase<T>(
  { url, role, isPooled }: Asked,
  question: (db: pg.Client) => Promise<T>,
): Promise<T> {
  const db = new pg.Client({
    ...connectionOf(url, { applicationName: 'esoz doctor', settings: { role }, isPooled }),
    connectionTimeoutMillis: 5_000,
  });
  try {
    await db.connect();
    if (isPooled) unnameStatements(db);
    return await question(db);
  } finally {
    await db.end();
  }
}
