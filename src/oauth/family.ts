import type { Database } from '../platform/database/pool.ts';
import { markFamilyRevoked } from './family.queries.ts';

/** When, in answer to what, and why a family ends. */
export type FamilyEnd = {
  now: Date;
  requestId: string;
  reason: 'replay' | 'wrong_verifier' | 'logout' | 'revocation';
};

/**
 * Ends a code and every token that came of it, on every process from the next request on. A statement of its own: it
 * stands although the answer may be an error.
 * @param onlyUnredeemed where somebody else has redeemed the code by now, nothing happens
 * @returns false where nothing happened
 */
export async function revokeFamily(
  db: Database,
  familyId: string,
  { now, requestId, reason }: FamilyEnd,
  onlyUnredeemed = false,
): Promise<boolean> {
  const values = [now.toISOString(), requestId, familyId, reason, onlyUnredeemed];
  return (await markFamilyRevoked(db, values)).length > 0;
}
