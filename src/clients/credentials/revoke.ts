import { type Change, stampValues } from '../../audit/stamp.ts';
import { markApiKeyRevoked, markFamilyRevoked, markTokenRevoked } from './issue.queries.ts';

/** What revoking came to; it holds from the next request on, on every process. */
export type Revocation = 'revoked' | 'already_revoked' | 'not_found' | 'no_family';

export async function revokeToken({ db, stamp }: Change, id: string | null): Promise<Revocation> {
  return revocation(await markTokenRevoked(db, [...stampValues(stamp), id]));
}

/** Ends the authorization that a token came of: its code, all its refresh tokens and tokens. @param id of any of the tokens */
export async function revokeFamilyOf({ db, stamp }: Change, id: string | null): Promise<Revocation> {
  const rows = await markFamilyRevoked(db, [...stampValues(stamp), id]);
  return rows[0]?.has_family === false ? 'no_family' : revocation(rows);
}

export async function revokeApiKey({ db, stamp }: Change, id: string | null): Promise<Revocation> {
  return revocation(await markApiKeyRevoked(db, [...stampValues(stamp), id]));
}

function revocation([row]: readonly { was_revoked: boolean }[]): Revocation {
  if (!row) return 'not_found';
  return row.was_revoked ? 'already_revoked' : 'revoked';
}
