import { appendAuditRows } from '../audit/append.queries.ts';
import type { Stamp } from '../audit/stamp.ts';
import { type Database, statement } from '../platform/database/pool.ts';

/** Ends all that a person's sign-ins have given to programs: the families, and with them their tokens. */
export async function revokeFamilies(db: Database, stamp: Stamp, userId: string): Promise<void> {
  await revoke(db, [stamp.now.toISOString(), stamp.userId, stamp.requestId, userId]);
}

/** $1 now, $2 who does it, $3 request id, $4 whose. */
const revoke = statement(
  'people.revoke-families',
  `WITH revoked AS (
     UPDATE token_families SET revoked_at = $1 WHERE user_id = $4 AND revoked_at IS NULL RETURNING id
   )
   SELECT ${appendAuditRows({
     insertedAt: '$1::timestamptz',
     actorId: '$2::uuid',
     requestId: '$3',
     resource: "'token_family'",
     action: "'revoke'",
   })}
     FROM revoked HAVING count(*) > 0`,
);
