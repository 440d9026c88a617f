import type { Stamp } from '../audit/stamp.ts';
import { hashSecret } from '../auth/secrets.ts';
import { revokeApiKey, revokeToken } from '../clients/credentials/revoke.ts';
import { revokeFamilies } from '../people/families.queries.ts';
import { verifyPassword } from '../people/passwords.ts';
import { endAllSessions } from '../people/sessions.ts';
import { asTransaction, type Database } from '../platform/database/pool.ts';
import { schemaMistakes, WorldError, type WorldMistake } from './mistakes.ts';
import {
  findGivenApiKeys,
  findGivenSecrets,
  findGivenTokens,
  findGivenUsers,
  takeClientSecret,
  takePassword,
} from './published.queries.ts';
import { withDates } from './relative-days.ts';
import type { World } from './schema.ts';
import { DEMO_WORLD, readWorldFile } from './world-file.ts';

/** A credential whose value stands in a file, as the registry has it. */
export type GivenCredential = {
  kind: 'token' | 'api_key' | 'client_secret' | 'password';
  /** Id of the token, key, connection or user. */
  id: string;
  /** What it is called for people. */
  name: string;
  /** Whether it would be accepted now: neither revoked nor expired, and nobody it belongs to is blocked. */
  isValid: boolean;
};

/** The demo world: whoever reads the repository knows its values. */
export const readPublishedWorld = async () => (await readWorldFile(DEMO_WORLD)) as World;

/** What the registry still has of the credentials of a world; only values that stand in it. @param now for expiry */
export async function findGivenCredentials(
  db: Database,
  world: World,
  now: Date,
): Promise<GivenCredential[]> {
  const found: GivenCredential[] = [];
  const tokens = byHash(world.tokens);
  for (const { id, value_hash, isValid } of await findGivenTokens(db, [tokens.hashes, now.toISOString()]))
    found.push({ kind: 'token', id, name: `token ${tokens.valueOf(value_hash)}`, isValid });
  const keys = byHash(world.api_keys);
  for (const { id, value_hash, isValid } of await findGivenApiKeys(db, [keys.hashes, now.toISOString()]))
    found.push({ kind: 'api_key', id, name: `API key ${keys.valueOf(value_hash)}`, isValid });
  const secrets = (world.clients ?? []).flatMap(({ secret }) => secret ?? []).map(hashSecret);
  for (const { id, name, isValid } of await findGivenSecrets(db, [secrets, now.toISOString()]))
    found.push({ kind: 'client_secret', id, name: `secret of connection ${id} (${name})`, isValid });
  return [...found, ...(await findGivenPasswords(db, world))];
}

function byHash(entries: readonly { value?: string }[] = []) {
  const values = entries.flatMap(({ value }) => value ?? []);
  const hashes = values.map(hashSecret);
  return { hashes, valueOf: (hash: Buffer) => values[hashes.findIndex((each) => each.equals(hash))] };
}

/** Salted hashes tell nothing by themselves: each user of the world is tried with each of its passwords. */
async function findGivenPasswords(db: Database, { users = [] }: World): Promise<GivenCredential[]> {
  const passwords = new Set(users.flatMap(({ password }) => password ?? []));
  const stored = await findGivenUsers(db, [
    users.map(({ id }) => id),
    users.flatMap(({ email }) => email?.toLowerCase() ?? []),
  ]);
  const found: GivenCredential[] = [];
  for (const { id, email, password_hash, isValid } of stored) {
    for (const password of passwords) {
      if (!(await verifyPassword(password, password_hash))) continue;
      found.push({ kind: 'password', id, name: `password of user ${email ?? id}`, isValid });
      break;
    }
  }
  return found;
}

/** Makes the credentials that a world gives worthless, whether they are valid now or not. @returns them */
export async function revokeGiven(db: Database, stamp: Stamp, document: unknown): Promise<GivenCredential[]> {
  const anyDay = stamp.now.toISOString().slice(0, 10);
  const mistakes = schemaMistakes(withDates(document, () => anyDay));
  if (mistakes.length > 0) throw new WorldError(mistakes);
  const found = await findGivenCredentials(db, document as World, stamp.now);
  const change = { db, stamp, observeRefusal() {} };
  for (const { kind, id } of found) {
    if (kind === 'token') await revokeToken(change, id);
    else if (kind === 'api_key') await revokeApiKey(change, id);
    else if (kind === 'password') await takePasswordAndItsFruits(db, stamp, id);
    else await takeClientSecret(db, [stamp.now.toISOString(), stamp.requestId, id]);
  }
  return found;
}

/** Whoever knew it may be signed in, and refresh tokens for ever. In one transaction: what is taken is not found again. */
const takePasswordAndItsFruits = (db: Database, stamp: Stamp, userId: string): Promise<void> =>
  asTransaction(db, async (transaction) => {
    await takePassword(transaction, [stamp.now.toISOString(), stamp.requestId, userId]);
    await endAllSessions(transaction, stamp, userId);
    await revokeFamilies(transaction, stamp, userId);
  });

/** Where a world has secrets: the list, and the field of its entries. */
const SECRETS = { clients: 'secret', users: 'password', tokens: 'value', api_keys: 'value' } as const;

/** Every secret that a world gives, with its path. */
function givenSecrets(world: World): { path: string; value: string }[] {
  return Object.entries(SECRETS).flatMap(([list, field]) =>
    (world[list as keyof typeof SECRETS] ?? []).flatMap((entry, at) => {
      const value = (entry as Partial<Record<string, string>>)[field];
      return value === undefined ? [] : { path: `$.${list}.[${at}].${field}`, value };
    }),
  );
}

/** Entries of a world whose values everybody can read in the repository, in whatever file they stand. */
export async function publishedMistakes(world: World): Promise<WorldMistake[]> {
  const known = new Set(givenSecrets(await readPublishedWorld()).map(({ value }) => value));
  return givenSecrets(world)
    .filter(({ value }) => known.has(value))
    .map(({ path }) => ({
      path,
      message: 'is published with the demo world; leave it out, and one is generated',
    }));
}
