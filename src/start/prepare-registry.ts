import pg from 'pg';
import type { Config } from '../config/variables.ts';
import type { Clock } from '../platform/clock.ts';
import { clockSkewMs, MOST_SKEW_MS } from '../platform/database/clock-skew.ts';
import { connectionOf } from '../platform/database/connection.ts';
import { APPLICATION_ROLE, migrate } from '../platform/database/migrate.ts';
import { MigrationError } from '../platform/database/migrations.ts';
import { createPool, type Database, type PoolOptions } from '../platform/database/pool.ts';
import { requireSession } from '../platform/database/pooler.ts';
import { grantHint, RightsError, requireRights } from '../platform/database/rights.ts';
import { migrationState, refuseOutdated } from '../platform/database/schema-state.ts';
import type { Logger } from '../platform/log.ts';
import type { WorldReport } from '../worlds/load.ts';
import { loadFirstWorld } from './first-world.ts';
import type { OpenDatabase } from './open-database.ts';
import { refusePublished } from './refuse-published.ts';

/**
 * Brings the database to where requests can be served, or says why it cannot be: schema, rights, first world, and outside
 * of demos nothing that a demo has left (SPEC 13.1).
 * @param connection of the application; here without a limit of time: a large world takes longer than a request may
 * @throws MigrationError, PoolerError, RightsError, WorldError, PublishedCredentialsError
 */
export async function prepareRegistry(
  config: Config,
  {
    database,
    connection,
    clock,
    log,
  }: { database: OpenDatabase; connection: PoolOptions; clock: Clock; log: Logger },
  worldFile: string | undefined,
): Promise<WorldReport | undefined> {
  await prepareSchema(config, database, log).catch((error) => asRightsError(error, database));
  const setup = createPool({ ...connection, max: 1 });
  try {
    if (database.isPooled) await requireSession(setup, database.role);
    await requireRights(setup).catch((error) => asRightsError(error, database));
    const report = await loadFirstWorld(config, setup, clock, log, worldFile);
    if (config.ENVIRONMENT !== 'demo') await refusePublished(setup, clock);
    await warnOfClocksApart(setup, log);
    return report;
  } finally {
    await setup.end();
  }
}

/** The registry keeps to this machine's clock; another process keeps to its own, and the database's is the one both know. */
async function warnOfClocksApart(db: Database, log: Logger): Promise<void> {
  const skewMs = await clockSkewMs(db);
  if (Math.abs(skewMs) > MOST_SKEW_MS)
    log.warn({ database_ahead_ms: skewMs }, 'the clocks of this machine and of the database are apart');
}

/** In prod the schema is changed by `esoz migrate` alone, when the operator says so. */
async function prepareSchema(config: Config, database: OpenDatabase, log: Logger): Promise<void> {
  const state = await migrationState(database);
  refuseOutdated(state);
  if (state.unknown.length > 0)
    log.warn({ migrations: state.unknown }, 'the database is newer than this program');
  if (state.pending.length === 0) return;
  if (config.ENVIRONMENT === 'prod') {
    const names = state.pending.map((migration) => migration.name).join(', ');
    throw new MigrationError(`The database lacks migrations (${names}). Run: esoz migrate`);
  }
  const { applied } = await migrate(database.ownerUrl);
  log.info({ migrations: applied }, 'schema migrated');
}

/** A role that may not be assumed, or may not even read which migrations there are. */
export function asRightsError(error: unknown, { url, role }: Pick<OpenDatabase, 'url' | 'role'>): never {
  const { code, message } = error as { code?: string; message: string };
  // As the driver knows it: an address may leave it to PGUSER.
  const user = new pg.Client(connectionOf(url, { applicationName: 'esoz' })).user ?? '<user>';
  const grant = `GRANT ${APPLICATION_ROLE} TO ${pg.escapeIdentifier(user)};`;
  if (role !== undefined && code === '42501' && /role/.test(message))
    throw new RightsError(
      `The role ${user} of DATABASE_URL may not act as ${APPLICATION_ROLE}, the role that the product runs as (${message}).`,
      `Put the role ${APPLICATION_ROLE} into DATABASE_URL, and ${user} into DATABASE_OWNER_URL for esoz migrate; or as an administrator run: ${grant}`,
    );
  if (role !== undefined && code === '22023')
    throw new RightsError(
      `The role ${APPLICATION_ROLE}, which the product runs as, is not there (${message}).`,
      `As an administrator run: CREATE ROLE ${APPLICATION_ROLE} NOLOGIN; ${grant} and start again: what it then lacks is told.`,
    );
  if (code === '42501')
    throw new RightsError(
      `The role ${user} of DATABASE_URL lacks rights that the product needs (${message}).`,
      grantHint(user, [
        { kind: 'SCHEMA', object: 'public', column: null, privilege: 'USAGE' },
        { kind: 'TABLE', object: 'schema_migrations', column: null, privilege: 'SELECT' },
      ]),
    );
  throw error;
}
