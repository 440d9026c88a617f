import { SYSTEM_ACTOR } from '../audit/actor.ts';
import { appendAudit } from '../audit/append.queries.ts';
import { statement } from '../platform/database/pool.ts';

export type Account = { id: string; password_hash: string | null; is_blocked: boolean };

/** The person of an e-mail address, in any case. $1 address. */
export const findAccount = statement<Account>(
  'people.find-account',
  'SELECT id, password_hash, is_blocked FROM users WHERE lower(email) = lower($1)',
);

/** Audit rows of failures that all networks and accounts together can cause in an hour. */
const MAX_AUDITED_AN_HOUR = 1_000;
const FAILURES_KEY = "sha256('audited failures')";

/**
 * The audit row of a failure, while there were not too many: who would fill the log meets this counter. The address that was
 * typed is not in it: it may be a password. $1 now, $2 request id, $3 user or null, $4 network, $5 attempts, $6 why.
 */
export const auditFailure = statement(
  'people.audit-failure',
  `WITH counted AS (
     INSERT INTO sign_in_attempts AS kept (key_hash, attempts, next_at, expires_at)
     VALUES (${FAILURES_KEY}, 1, $1::timestamptz, $1::timestamptz + interval '1 hour')
     ON CONFLICT (key_hash) DO UPDATE
        SET attempts = CASE WHEN kept.expires_at <= $1 THEN 1 ELSE least(kept.attempts, ${MAX_AUDITED_AN_HOUR}) + 1 END,
            expires_at = CASE WHEN kept.expires_at <= $1 THEN $1 + interval '1 hour' ELSE kept.expires_at END
     RETURNING attempts
   )
   ${appendAudit({
     insertedAt: '$1',
     actorId: SYSTEM_ACTOR,
     requestId: '$2',
     resource: "'sign_in'",
     resourceId: "coalesce($3::text, 'unknown')",
     action: "'refuse'",
     new: `jsonb_build_object('network', $4::text, 'attempts', $5::int, 'reason', $6::text,
             'is_last_of_hour', counted.attempts = ${MAX_AUDITED_AN_HOUR})`,
     from: `counted WHERE counted.attempts <= ${MAX_AUDITED_AN_HOUR}`,
   })}`,
);
