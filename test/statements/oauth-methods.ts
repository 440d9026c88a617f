import { createHash } from 'node:crypto';
import { type ApiAnswer, call } from '../fixtures/client.ts';
import type { TestDatabase } from '../fixtures/database.ts';
import { officer, officerClientId } from '../fixtures/officer.ts';

type Counted = { request: () => Promise<ApiAnswer>; statements: number };

const SECRET = 'of-the-measured-client';
const hashOf = (value: string) => createHash('sha256').update(value).digest();

/** A successful request to each method of the token endpoint and beside it, with how often it asks the database. */
export function oauthMethods(url: (path: string) => string): {
  prepare(database: TestDatabase): Promise<void>;
  requests: Record<string, Counted>;
} {
  const client = { client_id: officerClientId, client_secret: SECRET };
  const at = { access: '' };

  /** A code as the sign-in page leaves it. */
  async function prepare(database: TestDatabase): Promise<void> {
    const [{ user_id } = { user_id: '' }] = await database.query<{ user_id: string }>(
      'SELECT user_id FROM tokens WHERE client_id = $1 LIMIT 1',
      [officerClientId],
    );
    await database.query(
      `INSERT INTO user_roles (user_id, role_name) VALUES ($1, 'NHS_REGISTRY') ON CONFLICT DO NOTHING`,
      [user_id],
    );
    await database.query(`UPDATE clients SET scopes = '{legal_entity:read}' WHERE id = $1`, [
      officerClientId,
    ]);
    await database.query('UPDATE connections SET secret_hash = $2 WHERE id = $1', [
      officerClientId,
      hashOf(SECRET),
    ]);
    await database.query(
      `INSERT INTO token_families (id, connection_id, redeemer_id, user_id, requested_scope, scope, redirect_uri, code_hash,
                                   code_expires_at, inserted_at)
       VALUES (gen_random_uuid(), $1, $1, $2, 'legal_entity:read', 'legal_entity:read', 'x', $3, now() + interval '1 h', now())`,
      [officerClientId, user_id, hashOf('measured-code')],
    );
  }

  const ask = (path: string) =>
    call(url(path), {
      body: new URLSearchParams({ ...client, token: at.access }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  const code = {
    grant_type: 'authorization_code',
    code: 'measured-code',
    redirect_uri: 'x',
    scope: 'legal_entity:read',
  };
  const requests: Record<string, Counted> = {};
  requests['POST /oauth/tokens'] = {
    request: async () => {
      const answer = await call(url('/oauth/tokens'), { body: { token: { ...client, ...code } } });
      at.access = answer.body.data?.value;
      return answer;
    },
    statements: 2,
  };
  requests['GET /auth/me'] = {
    request: () => call(url('/auth/me'), { token: at.access }),
    statements: 2,
  };
  requests['POST /oauth/introspect'] = { request: () => ask('/oauth/introspect'), statements: 2 };
  requests['GET /admin/tokens/:value/verify'] = {
    request: () =>
      call(url(`/admin/tokens/${at.access}/verify`), { headers: { 'api-key': officer.headers['api-key'] } }),
    statements: 2,
  };
  // The token and its family in one transaction.
  requests['POST /auth/logout'] = {
    request: () => call(url('/auth/logout'), { method: 'POST', token: at.access }),
    statements: 5,
  };
  // The client, the token, and nothing to write: it has ended.
  requests['POST /oauth/revoke'] = { request: () => ask('/oauth/revoke'), statements: 3 };
  requests['GET /.well-known/oauth-authorization-server'] = {
    request: () => call(url('/.well-known/oauth-authorization-server')),
    statements: 0,
  };
  return { prepare, requests };
}
