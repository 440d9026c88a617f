import { type Database, statement } from '../platform/database/pool.ts';

/** Whether nobody has put anything into the registry yet. */
export async function isRegistryEmpty(db: Database): Promise<boolean> {
  const [row] = await findEmptiness(db, []);
  return row?.is_empty === true;
}
const findEmptiness = statement<{ is_empty: boolean }>(
  'worlds.find-emptiness',
  'SELECT NOT EXISTS (SELECT 1 FROM legal_entities) AND NOT EXISTS (SELECT 1 FROM clients) AS is_empty',
);

/** Those of the ids that a table has. */
export async function findPresentIds(
  db: Database,
  table: 'legal_entities' | 'clients' | 'users',
  ids: readonly string[],
): Promise<Set<string>> {
  const find = statement<{ id: string }>(
    `worlds.find-${table}`,
    `SELECT id FROM ${table} WHERE id = ANY ($1)`,
  );
  return new Set((await find(db, [ids])).map(({ id }) => id));
}

/** Active licences of legal entities, but for those that a file describes. $1 legal entities, $2 licences of the file. */
export const findActiveLicenses = statement<{ legal_entity_id: string; type: string; is_primary: boolean }>(
  'worlds.find-active-licenses',
  `SELECT legal_entity_id, type, is_primary FROM licenses
    WHERE is_active AND legal_entity_id = ANY ($1::uuid[]) AND id NOT IN (SELECT unnest($2::uuid[]))`,
);

/** When licences were first loaded. $1 licences. */
export const findFirstLoadings = statement<{ id: string; inserted_at: string }>(
  'worlds.find-first-loadings',
  'SELECT id, inserted_at FROM licenses WHERE id = ANY ($1)',
);

/** Of the clients' own connections. $1 clients. */
export const findClientSecrets = statement<{ id: string; secret_hash: Buffer | null }>(
  'worlds.find-client-secrets',
  'SELECT id, secret_hash FROM connections WHERE id = ANY ($1)',
);

/** $1 users. */
export const findPasswords = statement<{ id: string; password_hash: string | null }>(
  'worlds.find-passwords',
  'SELECT id, password_hash FROM users WHERE id = ANY ($1)',
);

type StoredToken = {
  id: string;
  value_hash: Buffer;
  lifetime: number;
  /** As text, to the microsecond. */
  inserted_at: string;
  expires_at: string;
};

/** Known by their ids or by their values. $1 ids, $2 hashes. */
export const findTokens = statement<StoredToken>(
  'worlds.find-tokens',
  `SELECT id, value_hash, extract(epoch FROM expires_at - inserted_at)::float8 AS lifetime,
          inserted_at::text, expires_at::text
     FROM tokens WHERE id = ANY ($1) OR value_hash = ANY ($2)`,
);

/** As tokens. $1 ids, $2 hashes. */
export const findApiKeys = statement<{ id: string; value_hash: Buffer }>(
  'worlds.find-api-keys',
  'SELECT id, value_hash FROM api_keys WHERE id = ANY ($1) OR value_hash = ANY ($2)',
);
