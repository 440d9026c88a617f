import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import { type Account, auditFailure } from './sign-in.queries.ts';

/**
 * The first, second, fourth, eighth … failure in a row becomes an audit row: a flood against one account is a few, which
 * tell its size. Unknown accounts have theirs as well, so that they take no less time.
 * @param account undefined: there is none
 */
export async function noteFailure(
  { db, clock }: { db: Database; clock: Clock },
  account: Account | undefined,
  { network, attempts, requestId }: { network: string; attempts: number; requestId: string },
): Promise<void> {
  if (!Number.isInteger(Math.log2(attempts))) return;
  const now = clock.now().toISOString();
  await auditFailure(db, [now, requestId, account?.id ?? null, network, attempts, reasonOf(account)]);
}

function reasonOf(account: Account | undefined): string {
  if (account === undefined) return 'unknown account';
  if (account.is_blocked) return 'blocked';
  return account.password_hash === null ? 'no password' : 'wrong password';
}
