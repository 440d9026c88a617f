import { atomically, type Database } from '../platform/database/pool.ts';
import { putPassword, revokeFamiliesOf, voidLink } from './password-links.queries.ts';
import { endAllSessions } from './sessions.ts';
import type { Stamp } from './stamp.ts';

/**
 * Gives a person a new password, and ends what the former gave: sessions, tokens, a link that waits. One after another in one
 * transaction, so that each statement sees what was begun until the one before had locked its rows.
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
  const who = [now, stamp.userId, stamp.requestId, userId];
  return atomically(db, async (transaction) => {
    if (!(await allow(transaction))) return false;
    const changed = await putPassword(transaction, [...who, hash, formerHash]);
    if (changed.length === 0) return false;
    await endAllSessions(transaction, stamp, userId);
    await revokeFamiliesOf(transaction, who);
    await voidLink(transaction, [now, userId]);
    return true;
  });
}
