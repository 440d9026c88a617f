import { statement } from '../platform/database/pool.ts';

/**
 * Lists of who may call, for operators: no value, hash or secret is among the columns. Pages follow each other by id, from
 * the largest down, which costs the same on any page of any table; ids of tokens and keys that commands issued begin with
 * their time, so the newest come first. $1 the id after which the page begins, or null, $2 how many rows.
 */
const page = (id: string) => `($1::uuid IS NULL OR ${id} < $1) ORDER BY ${id} DESC LIMIT $2`;

/** Rows of which at least one of the asked facts holds; all, when none is asked for. */
const anyOf = (facts: Record<string, string>) => {
  const asked = Object.entries(facts);
  return `(NOT (${asked.map(([parameter]) => parameter).join(' OR ')})
       OR ${asked.map(([parameter, fact]) => `${parameter} AND ${fact}`).join(' OR ')})`;
};

export type ListedToken = {
  id: string;
  client_id: string;
  client_name: string;
  user_id: string;
  user_email: string | null;
  scope: string;
  inserted_at: string;
  expires_at: string;
  revoked_at: string | null;
  /** Why it is refused, or `valid`. */
  state: 'valid' | 'revoked' | 'expired' | 'blocked';
};

/** $3 now, $4 client or null, $5 user or null, $6 valid ones, $7 expired, $8 revoked, $9 of a blocked client or user. */
export const listTokens = statement<ListedToken>(
  'auth.list-tokens',
  `SELECT t.id, t.client_id, c.name AS client_name, t.user_id, u.email AS user_email, t.scope,
          t.inserted_at, t.expires_at, t.revoked_at,
          CASE WHEN t.revoked_at IS NOT NULL THEN 'revoked'
               WHEN t.expires_at <= $3 THEN 'expired'
               WHEN c.is_blocked OR u.is_blocked THEN 'blocked' ELSE 'valid' END AS state
     FROM tokens t JOIN clients c ON c.id = t.client_id JOIN users u ON u.id = t.user_id
    WHERE ($4::uuid IS NULL OR t.client_id = $4) AND ($5::uuid IS NULL OR t.user_id = $5)
      AND ${anyOf({
        $6: 't.revoked_at IS NULL AND t.expires_at > $3 AND NOT c.is_blocked AND NOT u.is_blocked',
        $7: 't.expires_at <= $3',
        $8: 't.revoked_at IS NOT NULL',
        $9: '(c.is_blocked OR u.is_blocked)',
      })}
      AND ${page('t.id')}`,
);

export type ListedApiKey = {
  id: string;
  client_id: string;
  client_name: string;
  inserted_at: string;
  revoked_at: string | null;
  state: 'valid' | 'revoked' | 'blocked';
};

/** $3 client or null, $4 valid ones, $5 revoked, $6 of a blocked client. */
export const listApiKeys = statement<ListedApiKey>(
  'auth.list-api-keys',
  `SELECT k.id, k.client_id, c.name AS client_name, k.inserted_at, k.revoked_at,
          CASE WHEN k.revoked_at IS NOT NULL THEN 'revoked' WHEN c.is_blocked THEN 'blocked' ELSE 'valid' END AS state
     FROM api_keys k JOIN clients c ON c.id = k.client_id
    WHERE ($3::uuid IS NULL OR k.client_id = $3)
      AND ${anyOf({
        $4: 'k.revoked_at IS NULL AND NOT c.is_blocked',
        $5: 'k.revoked_at IS NOT NULL',
        $6: 'c.is_blocked',
      })}
      AND ${page('k.id')}`,
);

export type ListedClient = {
  id: string;
  name: string;
  type: string;
  access_type: 'DIRECT' | 'BROKER';
  scopes: string[];
  is_public: boolean;
  is_blocked: boolean;
  inserted_at: string;
};

/** $3 type or null, $4 part of the name or null, in any case, $5 only blocked ones. */
export const listClients = statement<ListedClient>(
  'auth.list-clients',
  `SELECT c.id, c.name, c.type, c.access_type, c.scopes, c.is_public, c.is_blocked, c.inserted_at
     FROM clients c
    WHERE ($3::text IS NULL OR c.type = $3) AND ($4::text IS NULL OR strpos(lower(c.name), lower($4)) > 0)
      AND (c.is_blocked OR NOT $5) AND ${page('c.id')}`,
);
