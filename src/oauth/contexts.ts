import type { Database } from '../platform/database/pool.ts';
import { type ContextRow, findContextsOfMis, findOwnContext } from './contexts.queries.ts';
import type { AuthorizationRequest } from './request.ts';
import { allowedScopes, type RefusedScope } from './scopes.ts';

/** Where a person can let the program work: whose the tokens would be. */
export type Context = {
  clientId: string;
  /** Null until the MIS works for the client; `giveConsent` makes it. */
  connectionId: string | null;
  name: string;
  /** Null where the client is no legal entity. */
  edrpou: string | null;
  /** What is allowed of what was asked for; none: nothing can be granted here. */
  scopes: string[];
  refused: RefusedScope[];
};

/**
 * The one client that asks for itself (the national way); or, where a MIS began, the legal entities in which the person has
 * roles, and for people whose roles count everywhere the client of НСЗУ that allows most.
 */
export async function findContexts(
  db: Database,
  { clientId, redeemerId, isMis, requestedScopes }: AuthorizationRequest,
  userId: string,
): Promise<Context[]> {
  const rows = await (isMis
    ? findContextsOfMis(db, [userId, clientId])
    : findOwnContext(db, [userId, redeemerId]));
  const contexts = rows.map((row) => ({
    isNhs: row.client_type === 'NHS',
    context: judge(row, requestedScopes),
  }));
  if (!isMis) return contexts.map(({ context }) => context);
  const [ofNhs] = contexts
    .filter(({ isNhs }) => isNhs)
    .toSorted((one, other) => other.context.scopes.length - one.context.scopes.length);
  return contexts.filter((each) => !each.isNhs || each === ofNhs).map(({ context }) => context);
}

function judge(row: ContextRow, requestedScopes: readonly string[]): Context {
  const { allowed, refused } = allowedScopes(requestedScopes, {
    roleScopes: row.role_scopes,
    clientType: row.client_type,
    clientScopes: row.client_scopes,
    misScopes: row.mis_scopes,
    apiKeyScopes: null,
  });
  return {
    clientId: row.client_id,
    connectionId: row.connection_id,
    name: row.name,
    edrpou: row.edrpou,
    scopes: allowed,
    refused,
  };
}
