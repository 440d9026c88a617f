import { batchedStatement } from '../../platform/database/batched.ts';
import { roleScopes } from '../contexts.queries.ts';

/** What a program shows; of every secret its SHA-256. */
export type ShownGrant = {
  client_id: string | null;
  code_hash: Buffer | null;
  refresh_hash: Buffer | null;
  api_key_hash: Buffer | null;
  instant: string;
};

/** A connection that may be used; its hashes in hexadecimal. */
export type UsableConnection = { id: string; secret: string | null; former_secret: string | null };

export type ClientRow = {
  /** Of the client that the request names; null: unknown or blocked. */
  client_is_public: boolean | null;
  client_access_type: 'DIRECT' | 'BROKER';
  connections: UsableConnection[];
  /** Of the client of the API key; null: none, or one that is not good here. */
  api_key_scopes: string[] | null;
};

export type GrantRow = ClientRow & {
  family_id: string | null;
  redeemer_id: string;
  user_id: string;
  scope: string;
  redirect_uri: string;
  code_challenge: string | null;
  expires_at: string;
  revoked_at: string | null;
  withdrawn_at: string | null;
  used_at: string | null;
  refresh_id: string | null;
  sealed_answer: string | null;
  /** The client whose tokens they are: `owner`. */
  owner_id: string;
  owner_type: string;
  owner_scopes: string[];
  owner_access_type: 'DIRECT' | 'BROKER';
  /** User, owner or connection. */
  is_blocked: boolean;
  role_scopes: string[];
  /** Null: no MIS began. */
  mis_scopes: string[] | null;
};

/** A client that authenticates itself: `asked` has its id, the hash of an API key, and the instant. */
const CLIENT_COLUMNS = `
          client.is_public AS client_is_public, client.access_type AS client_access_type,
          (SELECT coalesce(json_agg(json_build_object('id', n.id, 'secret', encode(n.secret_hash, 'hex'), 'former_secret',
                    CASE WHEN n.former_secret_expires_at > asked.instant THEN encode(n.former_secret_hash, 'hex') END)), '[]')
             FROM connections n JOIN clients m ON m.id = n.consumer_id
            WHERE n.client_id = client.id AND NOT n.is_blocked AND NOT m.is_blocked) AS connections,
          api_key.scopes AS api_key_scopes`;
/** The key of a public client is known to everybody: it is good beside that client alone. */
const CLIENT_JOINS = `
     LEFT JOIN clients client ON client.id = asked.client_id AND NOT client.is_blocked
     LEFT JOIN LATERAL (
       SELECT c.scopes FROM api_keys k JOIN clients c ON c.id = k.client_id
        WHERE k.value_hash = asked.api_key_hash AND k.revoked_at IS NULL AND NOT c.is_blocked
          AND (k.expires_at IS NULL OR k.expires_at > asked.instant) AND (NOT c.is_public OR c.id = asked.client_id)
     ) AS api_key ON true`;

type ShownClient = Pick<ShownGrant, 'client_id' | 'api_key_hash' | 'instant'>;

/** What one program shows of itself, one row. */
export const findClient = batchedStatement<ShownClient, ClientRow>(
  'oauth.find-client',
  { client_id: 'uuid', api_key_hash: 'bytea', instant: 'timestamptz' },
  (asked) => `SELECT asked.place::int,${CLIENT_COLUMNS} FROM ${asked}${CLIENT_JOINS}`,
);

/**
 * Everything that the rules of SPEC 11.2 look at, one row for each exchange: the client, the family of the code or refresh
 * token, and what may be granted now.
 */
export const findGrant = batchedStatement<ShownGrant, GrantRow>(
  'oauth.find-grant',
  {
    client_id: 'uuid',
    code_hash: 'bytea',
    refresh_hash: 'bytea',
    api_key_hash: 'bytea',
    instant: 'timestamptz',
  },
  (asked) => `
   SELECT asked.place::int,${CLIENT_COLUMNS},
          f.id AS family_id, f.redeemer_id, f.user_id, f.scope, f.redirect_uri, f.code_challenge, f.revoked_at,
          f.withdrawn_at, CASE WHEN r.id IS NULL THEN f.code_expires_at ELSE r.expires_at END AS expires_at,
          CASE WHEN r.id IS NULL THEN f.redeemed_at ELSE r.used_at END AS used_at,
          r.id AS refresh_id, r.sealed_answer,
          c.id AS owner_id, c.type AS owner_type, c.scopes AS owner_scopes, c.access_type AS owner_access_type,
          u.is_blocked OR c.is_blocked OR n.is_blocked AS is_blocked,
          ${roleScopes('f.user_id', 'c.id', 'c.type')} AS role_scopes,
          (SELECT m.scopes FROM connections b JOIN clients m ON m.id = b.client_id
            WHERE b.id = f.redeemer_id AND b.client_id <> c.id) AS mis_scopes
     FROM ${asked}${CLIENT_JOINS}
     LEFT JOIN refresh_tokens r ON r.value_hash = asked.refresh_hash
     LEFT JOIN token_families f
       ON f.id = coalesce(r.family_id, (SELECT id FROM token_families WHERE code_hash = asked.code_hash))
     LEFT JOIN users u ON u.id = f.user_id
     LEFT JOIN connections n ON n.id = f.connection_id
     LEFT JOIN clients c ON c.id = n.client_id`,
);
