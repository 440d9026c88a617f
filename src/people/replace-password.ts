import { type Stamp, stampValues } from '../audit/stamp.ts';
import { asTransaction, type Database } from '../platform/database/pool.ts';
import { revokeFamilies } from './families.queries.ts';
import { putPassword, voidLink } from './password-links.queries.ts';
import { endAllSessions } from './sessions.ts';

/**
 * Gives a person a new password, and ends what the former gave: sessions, tokens, a link that waits. One after another in
 * one transaction, so that each statement sees what was begun until the one before had locked its rows.
 * @param allow what has to hold as well, in the same transaction
 * @returns whether it was done
 */
export function replacePassword(
  db: Database,
  stamp: Stamp,
  change: { userId: string; hash: string; formerHash: string | null },
  allow: (db: Database) => Promise<boolean> = async () => true,
): Promise<boolean> {
  const { userId, hash, formerHash } = change;
  const now = stamp.now.toISOString();
  return asTransaction(db, async (transaction) => {
    if (!(await allow(transaction))) return false;
    const changed = await putPassword(transaction, [...stampValues(stamp), userId, hash, formerHash]);
    if (changed.length === 0) return false;
    await endAllSessions(transaction, stamp, userId);
    await revokeFamilies(transaction, stamp, userId);
    await voidLink(transaction, [now, userId]);
    return true;
  });
}
