import { createHash, randomUUID } from 'node:crypto';
import { STARTS_AT } from '../fixtures/served-app.ts';
import type { Shown } from './authorization-oracle.ts';
import type { Client, World } from './authorization-world.ts';

type Query = (text: string, values: unknown[]) => Promise<unknown>;
const hash = (value: string) => createHash('sha256').update(value).digest();
const after = (lifeMs: number | null) =>
  lifeMs === null ? null : new Date(STARTS_AT.getTime() + lifeMs).toISOString();
const when = (is: boolean) => (is ? STARTS_AT.toISOString() : null);

/** Each client but those of НСЗУ and of MIS has an additional licence, of the client's id. */
export const hasLicense = ({ type }: Client) => type === 'MSP' || type === 'PHARMACY';

/** Writes all facts as rows. */
export async function storeWorld(query: Query, world: World): Promise<void> {
  const insert = (table: string, rows: Record<string, unknown>[]) => insertRows(query, table, rows);
  const stamps = { inserted_at: STARTS_AT.toISOString(), updated_at: STARTS_AT.toISOString() };
  const { inserted_at } = stamps;
  const entities = world.clients.map(({ id: entity, type }) => ({
    id: entity,
    name: 'x',
    edrpou: '38782323',
    type,
  }));
  const entityStamps = { ...stamps, inserted_by: randomUUID(), updated_by: randomUUID() };
  await insert(
    'legal_entities',
    entities.map((each) => ({ ...each, status: 'ACTIVE', ...entityStamps })),
  );
  const term = { issued_by: 'x', issued_date: '2020-01-01', active_from_date: '2020-01-01' };
  const license = (licenseId: string, legal_entity_id: string, type: string, is_primary: boolean) => ({
    id: licenseId,
    legal_entity_id,
    type,
    is_primary,
    is_active: true,
    ...term,
    ...entityStamps,
  });
  await insert(
    'licenses',
    world.clients
      .filter(hasLicense)
      .flatMap(({ id: entity }) => [
        license(randomUUID(), entity, 'MSP', true),
        license(entity, entity, 'PHARMACY_DRUGS', false),
      ]),
  );
  await insert(
    'clients',
    world.clients.map((each) => ({
      id: each.id,
      name: 'x',
      type: each.type,
      access_type: each.accessType,
      scopes: [],
      is_public: each.isPublic,
      is_blocked: each.isBlocked,
      ...stamps,
    })),
  );
  await insert(
    'users',
    world.users.map((each) => ({ id: each.id, is_blocked: each.isBlocked, ...stamps })),
  );
  await insert(
    'user_roles',
    world.users.flatMap(({ id: user_id, roles }) => roles.map((role_name) => ({ user_id, role_name }))),
  );
  await insert(
    'connections',
    world.connections.map((each) => ({
      id: each.id,
      client_id: each.client.id,
      consumer_id: each.consumer.id,
      redirect_uris: [],
      is_blocked: each.isBlocked,
      ...stamps,
    })),
  );
  await insert(
    'token_families',
    world.families.map((each) => ({
      id: each.id,
      connection_id: each.connection.id,
      redeemer_id: each.connection.id,
      user_id: each.user.id,
      requested_scope: '',
      scope: '',
      redirect_uri: '',
      code_hash: hash(each.id),
      code_expires_at: inserted_at,
      revoked_at: when(each.isRevoked),
      withdrawn_at: when(each.isWithdrawn),
      inserted_at,
    })),
  );
  await insert(
    'tokens',
    world.tokens.flatMap(({ own, ...each }) =>
      own
        ? [
            {
              id: own.id,
              value_hash: hash(each.value),
              client_id: each.client.id,
              user_id: each.user.id,
              scope: each.scopes.join(' '),
              expires_at: after(each.lifeMs),
              revoked_at: when(own.isRevoked),
              family_id: own.family?.id ?? null,
              inserted_at,
            },
          ]
        : [],
    ),
  );
  await insert(
    'api_keys',
    world.keys.map((each) => ({
      id: each.id,
      value_hash: hash(each.value),
      client_id: each.client.id,
      expires_at: after(each.lifeMs),
      revoked_at: when(each.isRevoked),
      inserted_at,
    })),
  );
}

async function insertRows(query: Query, table: string, rows: Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0] as object);
  for (const row of rows) {
    const marks = columns.map((_, at) => `$${at + 1}`);
    await query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks.join(', ')})`,
      Object.values(row),
    );
  }
}

/** What can happen between two requests to what one of them shows: a fact turns, and so does its row. */
const CHANGES = {
  'client blocked': ({ token }: Shown) => token && turnBlock('clients', token.client),
  'client of the key blocked': ({ key }: Shown) => key && turnBlock('clients', key.client),
  'person blocked': ({ token }: Shown) => token && turnBlock('users', token.user),
  'connection blocked': ({ token }: Shown) =>
    token?.own?.family && turnBlock('connections', token.own.family.connection),
  'MIS blocked': ({ token }: Shown) =>
    token?.own?.family && turnBlock('clients', token.own.family.connection.consumer),
  'client becomes BROKER or DIRECT': ({ token }: Shown) => {
    if (!token) return;
    token.client.accessType = token.client.accessType === 'BROKER' ? 'DIRECT' : 'BROKER';
    return update('clients', token.client.id, 'access_type', token.client.accessType);
  },
  'family revoked': ({ token }: Shown) => {
    const family = token?.own?.family;
    if (!family) return;
    family.isRevoked = !family.isRevoked;
    return update('token_families', family.id, 'revoked_at', when(family.isRevoked));
  },
  'consent taken back': ({ token }: Shown) => {
    const family = token?.own?.family;
    if (!family) return;
    family.isWithdrawn = !family.isWithdrawn;
    return update('token_families', family.id, 'withdrawn_at', when(family.isWithdrawn));
  },
  'token revoked': ({ token }: Shown) => {
    if (!token?.own) return;
    token.own.isRevoked = !token.own.isRevoked;
    return update('tokens', token.own.id, 'revoked_at', when(token.own.isRevoked));
  },
  'key revoked': ({ key }: Shown) => {
    if (!key) return;
    key.isRevoked = !key.isRevoked;
    return update('api_keys', key.id, 'revoked_at', when(key.isRevoked));
  },
};
export type Change = keyof typeof CHANGES;
export const ALL_CHANGES = Object.keys(CHANGES) as Change[];

const update = (table: string, id: string, column: string, value: unknown) =>
  [`UPDATE ${table} SET ${column} = $2 WHERE id = $1`, [id, value]] as const;
function turnBlock(table: string, fact: { id: string; isBlocked: boolean; isUnknown?: true }) {
  if (fact.isUnknown) return;
  fact.isBlocked = !fact.isBlocked;
  return update(table, fact.id, 'is_blocked', fact.isBlocked);
}

/** Twice is as if nothing had happened. */
export async function turn(query: Query, change: Change, shown: Shown): Promise<void> {
  const statement = CHANGES[change](shown);
  if (statement) await query(statement[0], [...statement[1]]);
}
