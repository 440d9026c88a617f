import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { appendAudit } from '../audit/append.queries.ts';
import { statement } from '../platform/database/pool.ts';

/** `isValid`: it would be accepted now. */
type Found = { id: string; isValid: boolean };

/** Tokens by their values, but for those that are revoked. $1 hashes, $2 now. */
export const findGivenTokens = statement<Found & { value_hash: Buffer }>(
  'worlds.find-given-tokens',
  `SELECT t.id, t.value_hash, t.expires_at > $2 AND NOT c.is_blocked AND NOT u.is_blocked AS "isValid"
     FROM tokens t JOIN clients c ON c.id = t.client_id JOIN users u ON u.id = t.user_id
    WHERE t.value_hash = ANY ($1) AND t.revoked_at IS NULL`,
);

/** As tokens. $1 hashes, $2 now. */
export const findGivenApiKeys = statement<Found & { value_hash: Buffer }>(
  'worlds.find-given-api-keys',
  `SELECT k.id, k.value_hash, NOT c.is_blocked AND (k.expires_at IS NULL OR k.expires_at > $2) AS "isValid"
     FROM api_keys k JOIN clients c ON c.id = k.client_id
    WHERE k.value_hash = ANY ($1) AND k.revoked_at IS NULL`,
);

/** Connections by their secrets. $1 hashes, $2 now. */
export const findGivenSecrets = statement<Found & { name: string }>(
  'worlds.find-given-secrets',
  `SELECT n.id, c.name, NOT c.is_blocked AND NOT n.is_blocked AS "isValid"
     FROM connections n JOIN clients c ON c.id = n.client_id
    WHERE n.secret_hash = ANY ($1) OR (n.former_secret_hash = ANY ($1) AND n.former_secret_expires_at > $2)
    ORDER BY n.id`,
);

/** Users that have a password, by who they are: the password itself cannot be looked for. $1 ids, $2 e-mails in lower case. */
export const findGivenUsers = statement<Found & { email: string | null; password_hash: string }>(
  'worlds.find-given-users',
  `SELECT id, email, password_hash, NOT is_blocked AS "isValid" FROM users
    WHERE password_hash IS NOT NULL AND (id = ANY ($1::uuid[]) OR lower(email) = ANY ($2)) ORDER BY id`,
);

/** Takes a secret away, with its audit row. $1 now, $2 request id, $3 id. */
const takeAway = (
  table: 'connections' | 'users',
  columns: readonly [string, ...string[]],
  resource: string,
  action: string,
) =>
  statement<{ id: string }>(
    `worlds.take-away-${resource}-${columns[0]}`,
    `WITH changed AS (
       UPDATE ${table} SET ${columns.map((column) => `${column} = NULL`).join(', ')}, updated_at = $1
        WHERE id = $3 AND num_nonnulls(${columns.join(', ')}) > 0 RETURNING id
     ), audit AS (${appendAudit({
       insertedAt: '$1',
       actorId: SYSTEM_ACTOR,
       requestId: '$2',
       resource: `'${resource}'`,
       action: `'${action}'`,
       from: 'changed',
     })})
     SELECT id FROM changed`,
  );
export const takeClientSecret = takeAway(
  'connections',
  ['secret_hash', 'former_secret_hash'],
  'connection',
  'revoke_secret',
);
export const takePassword = takeAway('users', ['password_hash'], 'user', 'revoke_password');
