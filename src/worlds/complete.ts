import { createHash } from 'node:crypto';
import { CLINIC_SCOPES } from '../auth/access.ts';
import { hashSecret, randomSecret } from '../auth/secrets.ts';
import { hashPassword, verifyPassword } from '../people/passwords.ts';
import type { Database } from '../platform/database/pool.ts';
import type { World } from './schema.ts';
import { findApiKeys, findClientSecrets, findPasswords, findTokens } from './stored.queries.ts';

/** A secret that the file left to us, to be printed once. */
export type GeneratedSecret = {
  kind: 'token' | 'api_key' | 'client_secret' | 'password';
  of: string;
  value: string;
};

/** Rows for the tables, made from the file and from what the database already has. */
export type CompletedWorld = {
  clients: object[];
  /** The own connections of the clients that the file lists: secret and redirect URIs (SPEC 11.3). */
  connections: object[];
  /** Clients that the file does not list: one for each legal entity without a client of its id (SPEC 13.4). */
  impliedClients: { id: string }[];
  users: object[];
  tokens: object[];
  api_keys: object[];
  generated: GeneratedSecret[];
};

const TOKEN_LIFETIME_SECONDS = 30 * 24 * 3600;
const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`;

/**
 * Fills in what a world file leaves open, so that a second load changes nothing: secrets that are already there stay,
 * entries without a value of their own are recognised by their content, tokens keep their first expiry.
 */
export async function completeWorld(db: Database, world: World, now: Date): Promise<CompletedWorld> {
  const generated: GeneratedSecret[] = [];
  const { legal_entities = [] } = world;
  const listed = new Set((world.clients ?? []).map(({ id }) => id.toLowerCase()));
  const clientless = legal_entities.filter(({ id }) => !listed.has(id.toLowerCase()));
  return {
    ...(await completeClients(db, world.clients ?? [], generated)),
    impliedClients: clientless.map(({ id, name }) => clientRow({ id, name })),
    users: await completeUsers(db, world, generated),
    tokens: await completeTokens(db, world.tokens ?? [], now, generated),
    api_keys: await completeApiKeys(db, world.api_keys ?? [], generated),
    generated,
  };
}

function clientRow(given: { id: string; name?: string } & Record<string, unknown>): { id: string } {
  const defaults = {
    name: given.id,
    type: 'MSP',
    access_type: 'DIRECT',
    scopes: CLINIC_SCOPES,
  };
  return Object.assign(defaults, { is_blocked: false, is_public: false }, given);
}

async function completeClients(
  db: Database,
  clients: NonNullable<World['clients']>,
  generated: GeneratedSecret[],
) {
  const stored = byId(await findClientSecrets(db, [clients.map(({ id }) => id)]));
  const secretOf = ({ id, secret, is_public }: (typeof clients)[number]): Buffer | null => {
    if (is_public) return null;
    if (secret !== undefined) return hashSecret(secret);
    return stored.get(id.toLowerCase())?.secret_hash ?? generate('client_secret', generated, id);
  };
  return {
    clients: clients.map(({ secret: _secret, redirect_uris: _uris, ...client }) => clientRow(client)),
    connections: clients.map((client) => {
      const hash = secretOf(client);
      return {
        id: client.id,
        client_id: client.id,
        consumer_id: client.id,
        secret_hash: hash && hex(hash),
        redirect_uris: client.redirect_uris ?? [],
      };
    }),
  };
}

async function completeUsers(db: Database, world: World, generated: GeneratedSecret[]) {
  const users = world.users ?? [];
  const stored = byId(await findPasswords(db, [users.map(({ id }) => id)]));
  const rows: object[] = [];
  for (const { roles: _roles, legal_entities: _legalEntities, password, ...user } of users) {
    const kept = stored.get(user.id.toLowerCase())?.password_hash ?? null;
    let password_hash = kept;
    if (password !== undefined) {
      if (kept === null || !(await verifyPassword(password, kept)))
        password_hash = await hashPassword(password);
    } else if (kept === null && user.email !== undefined) {
      const value = randomSecret();
      generated.push({ kind: 'password', of: user.email, value });
      password_hash = await hashPassword(value);
    }
    rows.push({ is_blocked: false, ...user, password_hash });
  }
  return rows;
}

async function completeTokens(
  db: Database,
  tokens: NonNullable<World['tokens']>,
  now: Date,
  generated: GeneratedSecret[],
) {
  const described = identified('token', tokens);
  const stored = byIdOrHash(await findTokens(db, idsAndHashes(described)));
  return described.map(({ id, hash, client_id, user_id, scope, expires_in = TOKEN_LIFETIME_SECONDS }) => {
    const kept = stored({ id, hash });
    // The same lifetime was asked for before: the first loading decides when it ends. Another one begins now.
    const { inserted_at, expires_at } =
      kept?.lifetime === expires_in
        ? kept
        : {
            inserted_at: now.toISOString(),
            expires_at: new Date(now.getTime() + expires_in * 1000).toISOString(),
          };
    const value_hash =
      hash ?? kept?.value_hash ?? generate('token', generated, `client ${client_id}, scope "${scope}"`);
    return {
      id: kept?.id ?? id,
      value_hash: hex(value_hash),
      client_id,
      user_id,
      scope,
      inserted_at,
      expires_at,
    };
  });
}

async function completeApiKeys(
  db: Database,
  keys: NonNullable<World['api_keys']>,
  generated: GeneratedSecret[],
) {
  const described = identified('api_key', keys);
  const stored = byIdOrHash(await findApiKeys(db, idsAndHashes(described)));
  return described.map(({ id, hash, client_id }) => {
    const kept = stored({ id, hash });
    const value_hash = hash ?? kept?.value_hash ?? generate('api_key', generated, `client ${client_id}`);
    return { id: kept?.id ?? id, value_hash: hex(value_hash), client_id };
  });
}

function generate(kind: GeneratedSecret['kind'], generated: GeneratedSecret[], of: string): Buffer {
  const value = randomSecret();
  generated.push({ kind, of, value });
  return hashSecret(value);
}

/**
 * Entries with their ids and hashes. With a value, both come from it; without one, the id comes from what the entry says,
 * and equal entries are told apart by how many came before.
 */
function identified<Entry extends { value?: string }>(kind: string, entries: readonly Entry[]) {
  const seen = new Map<string, number>();
  return entries.map((entry): Entry & Identity => {
    if (entry.value !== undefined) {
      const hash = hashSecret(entry.value);
      return { ...entry, id: uuidFrom(`value ${hash.toString('hex')}`), hash };
    }
    const content = `${kind} ${JSON.stringify(entry)}`;
    const before = seen.get(content) ?? 0;
    seen.set(content, before + 1);
    return { ...entry, id: uuidFrom(`${content} ${before}`), hash: null };
  });
}

/** A uuid that depends on a text alone (RFC 9562, version 8). */
function uuidFrom(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

type Identity = { id: string; hash: Buffer | null };

const idsAndHashes = (entries: readonly Identity[]) => [
  entries.map(({ id }) => id),
  entries.map(({ hash }) => hash),
];

/** Looks stored rows up by the hash of an entry's value, else by its id. */
function byIdOrHash<Row extends { id: string; value_hash: Buffer }>(rows: Row[]) {
  const ofId = byId(rows);
  const ofHash = new Map(rows.map((row) => [hex(row.value_hash), row]));
  return ({ id, hash }: Identity) => (hash && ofHash.get(hex(hash))) || ofId.get(id);
}

function byId<Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
