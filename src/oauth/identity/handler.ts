import type { Answer } from '../../api/answers.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { Database } from '../../platform/database/pool.ts';
import { findIdentity, type IdentityRow } from './identity.queries.ts';

/** SPEC 11.2. Of a token of another issuer it is told what this registry knows of its user and client. */
export async function getOwnIdentity(
  { principal }: HandledRequest,
  { db }: { db: Database },
): Promise<Answer> {
  const { userId, clientId, tokenId, scopes } = principal;
  const [found] = await findIdentity(db, [userId, clientId, tokenId]);
  const { email, roles, expires_at, ...client } = found as IdentityRow; // clients are blocked, and never removed
  return {
    data: { user_id: userId, email, client_id: clientId, ...client, scopes, roles, expires_at },
  };
}
