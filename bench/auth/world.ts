import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import pg from 'pg';
import { hashSecret, randomSecret } from '../../src/auth/secrets.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { databaseUrl, runSql } from '../database.ts';

export type AuthWorld = { url: string; clientId: string; userId: string; token: string; key: string };

/** A clinic with a licence, a person, a token of every scope that is asked for here, and an API key. */
export async function seedAuth(superuserUrl: string): Promise<AuthWorld> {
  await runSql(superuserUrl, 'CREATE DATABASE bench_auth OWNER esoz_owner');
  const url = databaseUrl(superuserUrl, 'bench_auth');
  await migrate(url);
  const [clientId, userId] = [randomUUID(), randomUUID()];
  const stamps = `now(), '${userId}', now(), '${userId}'`;
  await runSql(
    url,
    `INSERT INTO legal_entities VALUES ('${clientId}', 'Clinic', '38782323', 'OUTPATIENT', 'ACTIVE', ${stamps})`,
    `INSERT INTO licenses (id, legal_entity_id, type, issued_by, issued_date, active_from_date, is_primary, is_active,
                           inserted_at, inserted_by, updated_at, updated_by)
     VALUES ('${clientId}', '${clientId}', 'MSP', 'МОЗ України', '2020-01-01', '2020-01-01', true, true, ${stamps})`,
    `INSERT INTO clients (id, name, type, access_type, scopes, is_blocked, inserted_at, updated_at)
     VALUES ('${clientId}', 'Clinic', 'MSP', 'DIRECT', '{}', false, now(), now())`,
    `INSERT INTO users (id, is_blocked, inserted_at, updated_at) VALUES ('${userId}', false, now(), now())`,
  );
  const world = { url, clientId, userId };
  const token = await insertToken(world);
  const key = await insertKey(world);
  return { ...world, token: token.value, key: key.value };
}

type Owner = Pick<AuthWorld, 'url' | 'clientId' | 'userId'>;
type Inserted = { id: string; value: string };

async function insert(url: string, text: string, others: unknown[]): Promise<Inserted> {
  const inserted = { id: randomUUID(), value: randomSecret() };
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text, [inserted.id, hashSecret(inserted.value), ...others]);
  await client.end();
  return inserted;
}

export const insertToken = ({ url, clientId, userId }: Owner) =>
  insert(
    url,
    `INSERT INTO tokens (id, value_hash, client_id, user_id, scope, expires_at, inserted_at)
     VALUES ($1, $2, $3, $4, 'license:read client:read', now() + interval '1 day', now())`,
    [clientId, userId],
  );
export const insertKey = ({ url, clientId }: Owner) =>
  insert(url, 'INSERT INTO api_keys (id, value_hash, client_id, inserted_at) VALUES ($1, $2, $3, now())', [
    clientId,
  ]);
export const insertSession = ({ url, userId }: Owner) =>
  insert(
    url,
    `INSERT INTO sessions (id, value_hash, user_id, passed_at, address, user_agent, last_used_at, expires_at, inserted_at)
     VALUES ($1, $2, $3, now(), '', '', now(), now() + interval '1 hour', now())`,
    [userId],
  );

/** Another issuer, as a server is told of it, and a token of it for the clinic. */
export async function foreignIssuer({ clientId, userId }: Owner) {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const keys: JWK[] = [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'RS256' }];
  const [issuer, audience] = ['https://issuer.example', 'https://registry.example'];
  const jwt = await new SignJWT({ client_id: clientId, scope: 'license:read' })
    .setProtectedHeader({ alg: 'RS256', kid: 'bench', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
  const claims = { client: ['client_id'], user: 'sub', scope: 'scope' };
  return { jwt, settings: { issuer, audience, algorithms: ['RS256'], claims, jwks: { keys } } };
}
