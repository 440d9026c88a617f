import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import { parseScopes } from './access.ts';
import { type CredentialsRow, findCredentials } from './credentials.queries.ts';
import { findNamedCaller } from './foreign/foreign.queries.ts';
import { type JudgeForeignToken, mayBeForeign } from './foreign/foreign-tokens.ts';
import { TokenRefused } from './foreign/issuer.ts';
import { hashSecret } from './secrets.ts';

/** Who says whether a credential is good. */
export type Sources = {
  db: Database;
  clock: Clock;
  /** Absent: no other issuer's tokens are accepted. */
  judgeForeign?: JudgeForeignToken | undefined;
};

/** What holds of what a request shows. */
export type LookedUp = Omit<CredentialsRow, 'scope'> & {
  scopes: readonly string[];
  /** Why a token of another issuer is refused, for the log; undefined for one that is not. */
  refused?: string | undefined;
};

/**
 * Asks the database once for everything that is shown. A JWT that is not the issuer's is a token like any other, which
 * nobody knows.
 * @param apiKeys values of the header: two keys are no key, since nobody can say which of them was meant
 */
export async function lookUp(
  { db, clock, judgeForeign }: Sources,
  token: string | undefined,
  apiKeys: readonly string[],
): Promise<LookedUp> {
  const apiKey = apiKeys.length === 1 ? apiKeys[0] : undefined;
  const mayBeJwt = token !== undefined && mayBeForeign(token);
  const caller = mayBeJwt ? await judgeForeign?.(token) : undefined;
  const shown = {
    api_key_hash: apiKey === undefined ? null : hashSecret(apiKey),
    instant: clock.now().toISOString(),
  };
  if (caller === undefined || caller instanceof TokenRefused) {
    const token_hash = token === undefined ? null : hashSecret(token);
    const row = (await findCredentials(db, { token_hash, ...shown }))[0] as CredentialsRow;
    return { ...row, scopes: parseScopes(row.scope ?? ''), refused: caller?.message };
  }
  const { clientId, userId, scopes, accessType } = caller;
  const named = await findNamedCaller(db, { client_id: clientId, user_id: userId, ...shown });
  const row = named[0] as (typeof named)[number];
  const refused = row.client_id === null ? 'client or user' : undefined;
  return { ...row, access_type: accessType ?? row.access_type, scopes, refused };
}
