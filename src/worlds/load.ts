import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { SYSTEM_USER_ID } from '../audit/actor.ts';
import { writeParameters } from '../parameters/change.ts';
import { writeRoles } from '../people/roles.queries.ts';
import type { Clock } from '../platform/clock.ts';
import { type Database, inTransaction, type Pool } from '../platform/database/pool.ts';
import { type CompletedWorld, completeWorld, type GeneratedSecret } from './complete.ts';
import { type KnownIds, schemaMistakes, semanticMistakes, WorldError } from './mistakes.ts';
import { publishedMistakes } from './published.ts';
import { findFirstDays, withDates } from './relative-days.ts';
import type { World } from './schema.ts';
import { findActiveLicenses, findPresentIds } from './stored.queries.ts';
import { type Stamp, type UpsertCounts, upsert } from './upsert.queries.ts';

export type WorldReport = {
  /** What happened to each list of the file, to the clients, users and roles that it only implies, and to the roles of users. */
  changes: Record<string, UpsertCounts>;
  /** Secrets that the file left open; they are shown this once. */
  generated: GeneratedSecret[];
};

/** Any constant: two loads at once take turns. */
const ADVISORY_LOCK = 4_510_012;

/**
 * Loads a world (SPEC 13.4) in one transaction: the registry is then as the file says. A second load changes nothing.
 * @param isDemo whether the published values of the demo world may be in it
 * @throws WorldError with the JSON path of every mistake; nothing is written then
 */
export async function loadWorld(
  pool: Pool,
  clock: Clock,
  document: unknown,
  isDemo = true,
): Promise<WorldReport> {
  const today = clock.today();
  const formal = schemaMistakes(withDates(document, () => today));
  if (formal.length > 0) throw new WorldError(formal);
  const given = document as World;
  const published = isDemo ? [] : await publishedMistakes(given);
  if (published.length > 0) throw new WorldError(published);
  return inTransaction(pool, async (db) => {
    await db.query('SET LOCAL statement_timeout = 0'); // a large world may take its time
    await db.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
    const ids = (given.licenses ?? []).map(({ id }) => id);
    const world = withDates(given, await findFirstDays(db, ids, { today, timeZone: clock.timeZone }));
    const mistakes = semanticMistakes(world, await findKnownIds(db, world));
    if (mistakes.length > 0) throw new WorldError(mistakes);
    const now = clock.now();
    const stamp = { now, userId: SYSTEM_USER_ID, requestId: `world:${randomUUID()}` };
    const completed = await completeWorld(db, world, now);
    const changes = await write(db, world, completed, stamp).catch(asWorldError);
    return { changes, generated: completed.generated };
  });
}

async function write(db: Database, world: World, completed: CompletedWorld, stamp: Stamp) {
  const changes: Record<string, UpsertCounts> = {};
  changes.legal_entities = await upsert(db, 'legal_entities', world.legal_entities ?? [], stamp);
  const activeByDefault = (world.licenses ?? []).map((license) => ({ is_active: true, ...license }));
  changes.licenses = await upsert(db, 'licenses', activeByDefault, stamp);
  changes.clients = await upsert(db, 'clients', completed.clients, stamp);
  changes.implied_clients = await imply(db, 'clients', completed.impliedClients, stamp);
  changes.connections = await upsert(db, 'connections', completed.connections, stamp);
  changes.users = await upsert(db, 'users', completed.users, stamp);
  changes.implied_users = await imply(db, 'users', impliedUsers(world), stamp);
  const { impliedRoles, userRoles } = await writeRoles(db, grantedRoles(world), stamp);
  changes.implied_roles = impliedRoles;
  changes.user_roles = userRoles;
  changes.tokens = await upsert(db, 'tokens', completed.tokens, stamp);
  changes.api_keys = await upsert(db, 'api_keys', completed.api_keys, stamp);
  changes.parameters = await countParameters(db, world.parameters ?? {}, stamp);
  return changes;
}

/** A user's roles count in each of its legal entities, or everywhere. */
const grantedRoles = ({ users = [] }: World) =>
  users.map(({ id, roles = [], legal_entities = [null] }) => ({
    id,
    grants: legal_entities.flatMap((legal_entity_id) =>
      roles.map((role_name) => ({ role_name, legal_entity_id })),
    ),
  }));

/** Tokens are taken as they stand: a user that nothing else describes is known by its id alone. */
function impliedUsers({ tokens = [], users = [] }: World): { id: string; is_blocked: boolean }[] {
  const ids = new Set(tokens.map((token) => token.user_id.toLowerCase()));
  for (const { id } of users) ids.delete(id.toLowerCase());
  return [...ids].map((id) => ({ id, is_blocked: false }));
}

/** Makes what is not there yet; what is there already stays as somebody has made it. */
async function imply(
  db: Database,
  table: 'clients' | 'users',
  rows: readonly { id: string }[],
  stamp: Stamp,
): Promise<UpsertCounts> {
  const ids = rows.map((row) => row.id);
  const present = await findPresentIds(db, table, ids);
  const absent = rows.filter((row) => !present.has(row.id.toLowerCase()));
  return { ...(await upsert(db, table, absent, stamp)), unchanged: present.size };
}

/** Each as `esoz parameter set` writes it, and in turn with that. */
async function countParameters(
  db: Database,
  parameters: Record<string, string>,
  stamp: Stamp,
): Promise<UpsertCounts> {
  const counts = { created: 0, updated: 0, unchanged: 0 };
  if (Object.keys(parameters).length === 0) return counts;
  for (const { previous, changed } of await writeParameters(db, stamp, Object.entries(parameters))) {
    if (!changed) counts.unchanged += 1;
    else if (previous === null) counts.created += 1;
    else counts.updated += 1;
  }
  return counts;
}

async function findKnownIds(db: Database, world: World): Promise<KnownIds> {
  const { licenses = [], users = [], tokens = [], api_keys = [] } = world;
  const owners = [...new Set(licenses.map((license) => license.legal_entity_id))];
  const workplaces = users.flatMap(({ legal_entities = [] }) => legal_entities);
  const clients = [...new Set([...tokens, ...api_keys].map((entry) => entry.client_id))];
  return {
    legalEntities: await findPresentIds(db, 'legal_entities', [...owners, ...workplaces]),
    clients: await findPresentIds(db, 'clients', clients),
    activeLicenses: await findActiveLicenses(db, [owners, licenses.map(({ id }) => id)]),
  };
}

/** What only the database could see: the file contradicts rows that are already there. */
function asWorldError(error: unknown): never {
  if (error instanceof pg.DatabaseError && error.code?.startsWith('23')) {
    const message = `contradicts what is already in the registry (${error.constraint}: ${error.detail ?? error.message})`;
    throw new WorldError([{ path: `$.${error.table}`, message }]);
  }
  throw error;
}
