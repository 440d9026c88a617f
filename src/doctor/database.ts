import pg from 'pg';
import type { Config } from '../config/variables.ts';
import { connectionOf } from '../platform/database/connection.ts';
import { migrationState } from '../platform/database/migrate.ts';
import { createLogger } from '../platform/log.ts';
import { type OpenDatabase, openDatabase } from '../start/open-database.ts';
import { asRightsError } from '../start/prepare-registry.ts';
import type { Finding } from './finding.ts';
import { checkRights } from './rights.ts';
import { findSettings, type Settings } from './settings.queries.ts';

/** Beyond this, expiry of tokens and the order of audit rows begin to mislead. */
const MOST_SKEW_MS = 2_000;

/** Reachability, version, durability, clock, schema and rights of the database that the environment names. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  try {
    const database = await openDatabase(config, 'command', createLogger('silent'));
    try {
      return await examine(config, database).catch((error) => asRightsError(error, database));
    } finally {
      await database.stop();
    }
  } catch (error) {
    const { message, hint } = error as Error & { hint?: string };
    const remedy = hint ?? 'Check DATABASE_URL, the network, and that PostgreSQL runs.';
    return [{ name: 'database', state: 'failed', detail: message || 'no answer', remedy }];
  }
}

async function examine(config: Config, { url, role }: OpenDatabase): Promise<Finding[]> {
  const db = new pg.Client({
    ...connectionOf(url, { applicationName: 'esoz doctor', settings: { role } }),
    connectionTimeoutMillis: 5_000,
  });
  const before = Date.now();
  await db.connect();
  try {
    const [settings] = (await findSettings(db, [])) as [Settings];
    const skewMs = Math.abs(new Date(settings.now).getTime() - (before + Date.now()) / 2);
    const migrated = await schema(url);
    return [
      version(settings),
      durability(settings),
      databaseClock(skewMs),
      migrated,
      ...(migrated.state === 'failed' ? [] : await checkRights(db, config)),
    ];
  } finally {
    await db.end();
  }
}

function version({ version, number }: Settings): Finding {
  const detail = `PostgreSQL ${version}`;
  if (number >= 140_000) return { name: 'database', state: 'ok', detail };
  return { name: 'database', state: 'failed', detail, remedy: 'Upgrade to PostgreSQL 14 or newer.' };
}

function durability({ fsync, full_page_writes }: Settings): Finding {
  const name = 'durability';
  if (fsync === 'on' && full_page_writes === 'on')
    return { name, state: 'ok', detail: 'a confirmed write is on disk' };
  const detail = `fsync is ${fsync}, full_page_writes is ${full_page_writes}`;
  const remedy = 'Switch both on: a crash would lose or damage confirmed writes.';
  return { name, state: 'failed', detail, remedy };
}

function databaseClock(skewMs: number): Finding {
  const name = 'clock';
  const detail = `${Math.round(skewMs)} ms between this machine and the database`;
  if (skewMs <= MOST_SKEW_MS) return { name, state: 'ok', detail };
  return { name, state: 'warning', detail, remedy: 'Synchronise both with the same time servers (NTP).' };
}

async function schema(url: string): Promise<Finding> {
  const name = 'schema';
  try {
    const { applied, pending, unknown } = await migrationState(url);
    if (pending.length > 0) {
      const detail = `${pending.length} migrations are missing`;
      return { name, state: 'failed', detail, remedy: 'Run: esoz migrate' };
    }
    if (unknown.length > 0) {
      const remedy = 'Expected during an upgrade; otherwise start the newer version.';
      const detail = `newer than this program by ${unknown.length} migrations`;
      return { name, state: 'warning', detail, remedy };
    }
    return { name, state: 'ok', detail: `${applied.length} migrations applied` };
  } catch (error) {
    if ((error as { code?: string }).code === '42501') throw error; // a matter of rights, and told as such
    return { name, state: 'failed', detail: (error as Error).message };
  }
}
