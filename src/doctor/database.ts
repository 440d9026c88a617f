import type pg from 'pg';
import type { Config } from '../config/variables.ts';
import { clockSkewMs, MOST_SKEW_MS } from '../platform/database/clock-skew.ts';
import { OLDEST_SERVER } from '../platform/database/fitness.ts';
import type { MigrationError } from '../platform/database/migrations.ts';
import { PoolerError, requireSession } from '../platform/database/pooler.ts';
import { databaseRemedy } from '../platform/database/remedy.ts';
import { migrationState, refuseOutdated } from '../platform/database/schema-state.ts';
import { createLogger } from '../platform/log.ts';
import { mostConnections } from '../start/connect.ts';
import { type OpenDatabase, openDatabase } from '../start/open-database.ts';
import { asRightsError } from '../start/prepare-registry.ts';
import { askDatabase } from './ask.ts';
import type { Finding } from './finding.ts';
import { checkReplica } from './replica.ts';
import { checkRights } from './rights.ts';
import {
  FIRST_WITH_DATABASE_VERSION,
  findSettings,
  findStaleCollations,
  findStaleDatabase,
  type Settings,
} from './settings.queries.ts';

/** Reachability, version, durability, clock, schema and rights of the database that the environment names. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  try {
    const database = await openDatabase(config, 'command', createLogger('silent'));
    try {
      const findings = await examine(config, database).catch((error) => asRightsError(error, database));
      return [...findings, ...(await checkReplica(config, database))];
    } finally {
      await database.stop();
    }
  } catch (error) {
    const { message, hint } = error as Error & { hint?: string };
    const remedy =
      hint ?? databaseRemedy(error) ?? 'Check DATABASE_URL, the network, and that PostgreSQL runs.';
    return [{ name: 'database', state: 'failed', detail: message || 'no answer', remedy }];
  }
}

const examine = (config: Config, database: OpenDatabase): Promise<Finding[]> =>
  askDatabase(database, async (db) => {
    const [settings] = (await findSettings(db, [])) as [Settings];
    const skewMs = Math.abs(await clockSkewMs(db));
    const migrated = await schema(database);
    return [
      version(settings),
      durability(settings),
      databaseClock(skewMs),
      access(settings),
      ...(database.isPooled ? [await pooler(db, database.role)] : []),
      connections(settings, config),
      await collations(db, settings),
      migrated,
      ...(migrated.state === 'failed' ? [] : await checkRights(db, config)),
    ];
  });

function version({ version, number }: Settings): Finding {
  const detail = `PostgreSQL ${version}`;
  if (number >= OLDEST_SERVER) return { name: 'database', state: 'ok', detail };
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

function access({ in_recovery, is_read_only }: Settings): Finding {
  const name = 'writable';
  if (!in_recovery && !is_read_only) return { name, state: 'ok', detail: 'takes changes' };
  const detail = in_recovery ? 'the server is a standby' : 'transactions are read-only by default';
  const remedy = in_recovery
    ? 'Point DATABASE_URL at the primary.'
    : 'ALTER DATABASE … RESET default_transaction_read_only; and the same for the role and the server.';
  return { name, state: 'failed', detail, remedy };
}

async function pooler(db: pg.Client, role: string | undefined): Promise<Finding> {
  const name = 'pooler';
  try {
    await requireSession(db, role);
    return { name, state: 'ok', detail: 'hands out sessions as the product needs them' };
  } catch (error) {
    if (!(error instanceof PoolerError)) throw error;
    return { name, state: 'failed', detail: error.message, remedy: error.hint };
  }
}

/** Of this start alone: others have theirs. */
function connections({ most_connections: most }: Settings, config: Config): Finding {
  const name = 'connections';
  const wanted = mostConnections(config);
  if (config.DATABASE_POOLER !== 'none')
    return { name, state: 'ok', detail: `${wanted} at most to the pooler` };
  const detail = `${wanted} at most of the ${most} that the server gives`;
  if (wanted <= most) return { name, state: 'ok', detail };
  const remedy = 'Lower WORKERS or DATABASE_POOL_MAX, or raise max_connections of the server.';
  return { name, state: 'warning', detail, remedy };
}

/**
 * An index is in the order that its collation had when it was built. After an upgrade of ICU or of the C library searches in
 * it miss rows, and a unique one takes duplicates.
 */
async function collations(db: pg.Client, { number }: Settings): Promise<Finding> {
  const name = 'collations';
  const stale = [
    ...(await findStaleCollations(db, [])),
    ...(number >= FIRST_WITH_DATABASE_VERSION ? await findStaleDatabase(db, []) : []),
  ];
  if (stale.length === 0)
    return { name, state: 'ok', detail: 'every index is in the order of the collations of today' };
  const detail = stale
    .map(({ collation, built, actual }) => `${collation} was ${built}, is ${actual}`)
    .join('; ');
  const reindex = stale.flatMap(({ indexes }) => indexes).map((index) => `REINDEX INDEX ${index};`);
  const refresh = stale.map(({ refresh }) => `${refresh};`);
  const remedy = `As the owner run: ${[...new Set(reindex), ...refresh].join(' ')}`;
  return { name, state: 'failed', detail, remedy };
}

function databaseClock(skewMs: number): Finding {
  const name = 'clock';
  const detail = `${Math.round(skewMs)} ms between this machine and the database`;
  if (skewMs <= MOST_SKEW_MS) return { name, state: 'ok', detail };
  return { name, state: 'warning', detail, remedy: 'Synchronise both with the same time servers (NTP).' };
}

async function schema(database: OpenDatabase): Promise<Finding> {
  const name = 'schema';
  try {
    const state = await migrationState(database);
    const { applied, pending, unknown } = state;
    refuseOutdated(state);
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
    const { message, hint } = error as MigrationError;
    return { name, state: 'failed', detail: message, ...(hint === undefined ? {} : { remedy: hint }) };
  }
}
