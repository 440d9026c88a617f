import { SYSTEM_ACTOR } from '../../audit/actor.ts';
import { appendAudit } from '../../audit/append.queries.ts';
import { statement } from '../../platform/database/pool.ts';
import { eventExistsAfter } from '../events.queries.ts';

/** What an operator may change while events are being sent; read again with every write. */
export type EndpointState = {
  is_active: boolean;
  secret: string;
  /** The one before it, which receivers may use until then. */
  previous_secret: string | null;
  previous_secret_until: string | null;
};

/** An endpoint in the hands of one process. */
export type ClaimedEndpoint = EndpointState & {
  id: string;
  url: string;
  event_types: string[];
  allow_private: boolean;
  cursor_transaction: string;
  cursor_id: string;
  /** Failed attempts at the event behind the cursor. */
  failures: number;
  next_attempt_at: string | null;
};

/** An attempt takes ten seconds at most, and every answer renews the lease. */
const LEASE = `clock_timestamp() + interval '30 seconds'`;

const HELD = 'id, is_active, secret, previous_secret, previous_secret_until';

/**
 * Takes one endpoint that has something to send now, the one that waited longest. Two processes never get the same one;
 * that of a process that died is free again when its lease is over. $1 lease, $2 now.
 */
export const claimEndpoint = statement<ClaimedEndpoint>(
  'webhooks.claim-endpoint',
  `UPDATE webhook_endpoints AS e SET lease_id = $1, leased_until = ${LEASE}
    WHERE e.id = (
      SELECT due.id FROM webhook_endpoints AS due
       WHERE due.is_active AND (due.leased_until IS NULL OR due.leased_until <= clock_timestamp())
         AND (EXISTS (SELECT 1 FROM webhook_dead_letters d WHERE d.endpoint_id = due.id AND d.retry_requested_at IS NOT NULL)
              OR (due.next_attempt_at IS NULL OR due.next_attempt_at <= $2)
                 AND ${eventExistsAfter('due.cursor_transaction', 'due.cursor_id')})
       ORDER BY due.leased_until NULLS FIRST
         FOR UPDATE SKIP LOCKED LIMIT 1)
   RETURNING ${HELD}, url, event_types, allow_private, cursor_transaction, cursor_id, failures, next_attempt_at`,
);

/** Whether the lease is still ours: no row means another process has taken over, and this one has to let go. */
export type Held = EndpointState & { id: string };

/** Everything up to the cursor is done with. $1 endpoint, $2 lease, $3 transaction, $4 id. */
export const moveCursor = statement<Held>(
  'webhooks.move-cursor',
  `UPDATE webhook_endpoints
      SET cursor_transaction = $3, cursor_id = $4, failures = 0, next_attempt_at = NULL, last_error = NULL, leased_until = ${LEASE}
    WHERE id = $1 AND lease_id = $2 RETURNING ${HELD}`,
);

/** $1 endpoint, $2 lease, $3 transaction and $4 id of the event before, $5 failures, $6 next attempt, $7 reason. */
export const recordFailure = statement<Held>(
  'webhooks.record-failure',
  `UPDATE webhook_endpoints
      SET cursor_transaction = $3, cursor_id = $4, failures = $5, next_attempt_at = $6, last_error = $7, leased_until = ${LEASE}
    WHERE id = $1 AND lease_id = $2 RETURNING ${HELD}`,
);

/**
 * Pauses an endpoint whose receiver is gone; its event waits for whoever resumes it. $1 … $4 as above, $5 failures,
 * $6 reason, $7 now, $8 request id.
 */
export const pauseGone = statement<Held>(
  'webhooks.pause-gone',
  `WITH endpoint AS (
     UPDATE webhook_endpoints
        SET cursor_transaction = $3, cursor_id = $4, failures = $5, next_attempt_at = NULL, last_error = $6, is_active = false,
            updated_at = $7, leased_until = ${LEASE}
      WHERE id = $1 AND lease_id = $2 RETURNING ${HELD}
   ), audit AS (${appendAudit({
     insertedAt: '$7',
     actorId: SYSTEM_ACTOR,
     requestId: '$8',
     resource: "'webhook_endpoint'",
     action: "'update'",
     old: "jsonb_build_object('is_active', true)",
     new: "jsonb_build_object('is_active', false, 'reason', $6::text)",
     from: 'endpoint',
   })})
   SELECT ${HELD} FROM endpoint`,
);

/** Gives an event up and goes on behind it. $1 … $4 as above, $5 type, $6 attempts, $7 reason, $8 now. */
export const buryEvent = statement<Held>(
  'webhooks.bury-event',
  `WITH endpoint AS (
     UPDATE webhook_endpoints
        SET cursor_transaction = $3, cursor_id = $4, failures = 0, next_attempt_at = NULL, last_error = $7, leased_until = ${LEASE}
      WHERE id = $1 AND lease_id = $2 RETURNING ${HELD}
   ), letter AS (
     INSERT INTO webhook_dead_letters (endpoint_id, event_transaction, event_id, event_type, attempts, last_error, failed_at)
     SELECT id, $3::bigint, $4::bigint, $5, $6, $7, $8 FROM endpoint
     ON CONFLICT (endpoint_id, event_transaction, event_id)
       DO UPDATE SET attempts = excluded.attempts, last_error = excluded.last_error, failed_at = excluded.failed_at
   )
   SELECT ${HELD} FROM endpoint`,
);

/** $1 lease. */
export const releaseLease = statement<{ id: string }>(
  'webhooks.release-lease',
  `UPDATE webhook_endpoints SET lease_id = NULL, leased_until = clock_timestamp()
    WHERE lease_id = $1 RETURNING id`,
);

export type RequestedLetter = { id: string; event_transaction: string; event_id: string };

/** Dead letters that an operator wants to be tried again. $1 endpoint, $2 how many. */
export const findRequestedLetters = statement<RequestedLetter>(
  'webhooks.find-requested-letters',
  `SELECT id, event_transaction, event_id FROM webhook_dead_letters
    WHERE endpoint_id = $1 AND retry_requested_at IS NOT NULL
    ORDER BY event_transaction, event_id LIMIT $2`,
);

/** $1 endpoint, $2 lease, $3 letter. */
export const deleteLetter = statement<Held>(
  'webhooks.delete-letter',
  `WITH endpoint AS (
     UPDATE webhook_endpoints SET leased_until = ${LEASE} WHERE id = $1 AND lease_id = $2 RETURNING ${HELD}
   ), gone AS (
     DELETE FROM webhook_dead_letters USING endpoint WHERE webhook_dead_letters.id = $3 AND endpoint_id = endpoint.id
   )
   SELECT ${HELD} FROM endpoint`,
);

/** A repeated attempt failed as well: the letter stays. $1 endpoint, $2 lease, $3 letter, $4 reason, $5 now. */
export const keepLetter = statement<Held>(
  'webhooks.keep-letter',
  `WITH endpoint AS (
     UPDATE webhook_endpoints SET leased_until = ${LEASE} WHERE id = $1 AND lease_id = $2 RETURNING ${HELD}
   ), kept AS (
     UPDATE webhook_dead_letters AS letter
        SET attempts = attempts + 1, last_error = $4, failed_at = $5, retry_requested_at = NULL
       FROM endpoint WHERE letter.id = $3 AND endpoint_id = endpoint.id
   )
   SELECT ${HELD} FROM endpoint`,
);
