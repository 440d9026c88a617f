import { parseScopes } from '../../auth/access.ts';
import { equalSecrets, hashSecret } from '../../auth/secrets.ts';
import type { Database } from '../../platform/database/pool.ts';
import { isUuid } from '../../platform/json/validator.ts';
import { isApiKeyGood, shownConnections } from '../client.ts';
import { allowedScopes, type RefusedScope, readScopes } from '../scopes.ts';
import { findGrant, type GrantRow } from './facts.queries.ts';
import type { PresentedGrant } from './grant.ts';

/** How long the answer to a refresh token can be fetched again (SPEC 11.2). */
const REPEATABLE_MS = 30_000;

/** Everything that the rules of SPEC 11.2 look at. */
export type ExchangeFacts = {
  dialect: PresentedGrant['dialect'];
  isClientShown: boolean;
  /** As which the client has shown itself. */
  connections: readonly string[];
  /** Of the code or refresh token; null: there is none, or it has ended. */
  grant: Grant | null;
  requested: readonly string[];
  hasRoles: boolean;
  allowed: readonly string[];
  refused: readonly RefusedScope[];
};

export type Grant = {
  familyId: string;
  refreshId: string | null;
  clientId: string;
  userId: string;
  scope: string;
  isPublic: boolean;
  isOwn: boolean;
  isExpired: boolean;
  isAtRedirectUri: boolean;
  isWithdrawn: boolean;
  /** A code that was redeemed; a refresh token that was used longer ago than its answer is kept. */
  isUsed: boolean;
  /** The answer to a refresh token that was used just now. */
  sealedAnswer: string | null;
  isVerified: boolean;
};

/** Loads the facts, in a round trip that exchanges of the same moment share. */
export async function loadExchangeFacts(
  db: Database,
  presented: PresentedGrant,
  now: Date,
): Promise<ExchangeFacts> {
  const { clientId, apiKey } = presented;
  const [row] = (await findGrant(db, {
    client_id: isUuid(clientId) ? clientId : null,
    code_hash: presented.grantType === 'authorization_code' ? hashSecret(presented.code) : null,
    refresh_hash: presented.grantType === 'refresh_token' ? hashSecret(presented.refreshToken) : null,
    api_key_hash: apiKey === undefined ? null : hashSecret(apiKey),
    instant: now.toISOString(),
  })) as [GrantRow];
  const connections = shownConnections(row, presented);
  const isOwn = row.family_id !== null && connections.includes(row.redeemer_id);
  const isBroker = row.client_access_type === 'BROKER' || (isOwn && row.owner_access_type === 'BROKER');
  const requested = requestedScopes(presented, row);
  const agreed = parseScopes(row.scope ?? '');
  const { allowed, refused } = allowedScopes(requested, {
    roleScopes: row.role_scopes,
    clientType: row.owner_type,
    // What the person has not agreed to is not the client's.
    clientScopes: (row.owner_scopes ?? []).filter((scope) => agreed.includes(scope)),
    misScopes: row.mis_scopes,
    apiKeyScopes: row.owner_access_type === 'BROKER' ? row.api_key_scopes : null,
  });
  return {
    dialect: presented.dialect,
    connections,
    isClientShown: connections.length > 0 && isApiKeyGood(row, presented, isBroker),
    grant: grantOf(row, presented, { isOwn, now }),
    requested,
    hasRoles: row.role_scopes.length > 0,
    allowed,
    refused,
  };
}

/** What a request asks for: what it says, else what was agreed to; the national way a code is exchanged with its scope. */
function requestedScopes({ scope, dialect, grantType }: PresentedGrant, row: GrantRow): string[] {
  if (scope !== null) return readScopes(scope) ?? [];
  return dialect === 'national' && grantType === 'authorization_code' ? [] : parseScopes(row.scope ?? '');
}

function grantOf(
  row: GrantRow,
  presented: PresentedGrant,
  { isOwn, now }: { isOwn: boolean; now: Date },
): Grant | null {
  if (row.family_id === null || row.revoked_at !== null || row.is_blocked) return null;
  const isCode = presented.grantType === 'authorization_code';
  const usedAgoMs = row.used_at === null ? undefined : now.getTime() - Date.parse(row.used_at);
  const isRepeatable = !isCode && usedAgoMs !== undefined && usedAgoMs <= REPEATABLE_MS;
  return {
    familyId: row.family_id,
    refreshId: row.refresh_id,
    clientId: row.owner_id,
    userId: row.user_id,
    scope: row.scope,
    isPublic: row.client_is_public === true,
    isOwn,
    isExpired: Date.parse(row.expires_at) <= now.getTime(),
    isAtRedirectUri: !isCode || presented.redirectUri === row.redirect_uri,
    isWithdrawn: row.withdrawn_at !== null,
    isUsed: usedAgoMs !== undefined && !isRepeatable,
    sealedAnswer: isRepeatable ? row.sealed_answer : null,
    isVerified: !isCode || verifies(presented.verifier, row.code_challenge),
  };
}

/** RFC 7636, 4.6. A verifier without a challenge says that somebody took the challenge away. */
function verifies(verifier: string | null, challenge: string | null): boolean {
  if (verifier === null || challenge === null) return verifier === challenge;
  return equalSecrets(hashSecret(verifier).toString('base64url'), challenge);
}
