import { SYSTEM_ACTOR } from '../../audit/actor.ts';
import { appendAudit } from '../../audit/append.queries.ts';
import { statement } from '../../platform/database/pool.ts';
import { eventId } from '../event.ts';

/** What all audit rows of endpoints say alike. $1 now, $2 request id. */
const ENDPOINT = {
  insertedAt: '$1',
  actorId: SYSTEM_ACTOR,
  requestId: '$2',
  resource: "'webhook_endpoint'",
  from: 'endpoint',
};
/** Never the secret, nor the query of the URL, which may hold one as well. */
const shown = (row: string) => `jsonb_build_object('url', split_part(${row}.url, '?', 1),
  'event_types', ${row}.event_types, 'is_active', ${row}.is_active, 'allow_private', ${row}.allow_private)`;

/** SQL for the id of an event. */
const eventIdOf = (transaction: string, id: string) =>
  `format('${eventId({ transaction: '%s', id: '%s' })}', ${transaction}, ${id})`;

/** $3 id, $4 url, $5 secret, $6 event types, $7 whether private addresses are allowed, $8 and $9 cursor. */
export const insertEndpoint = statement<{ id: string }>(
  'webhooks.insert-endpoint',
  `WITH endpoint AS (
     INSERT INTO webhook_endpoints (id, url, secret, event_types, is_active, allow_private,
                                    cursor_transaction, cursor_id, inserted_at, updated_at)
     VALUES ($3, $4, $5, $6, true, $7, $8, $9, $1, $1) RETURNING *
   ), audit AS (${appendAudit({ ...ENDPOINT, action: "'create'", new: shown('endpoint') })})
   SELECT id FROM endpoint`,
);

/** Pauses or resumes, and then tries at once; nothing is written when it is so already. $3 id, $4 whether it is active. */
export const setEndpointActive = statement<{ id: string }>(
  'webhooks.set-endpoint-active',
  `WITH before AS (
     SELECT * FROM webhook_endpoints WHERE id = $3 FOR UPDATE
   ), endpoint AS (
     UPDATE webhook_endpoints AS e SET is_active = $4, updated_at = $1,
            failures = CASE WHEN $4 THEN 0 ELSE e.failures END,
            next_attempt_at = CASE WHEN $4 THEN NULL ELSE e.next_attempt_at END
       FROM before WHERE e.id = before.id AND before.is_active <> $4 RETURNING e.*
   ), audit AS (${appendAudit({
     ...ENDPOINT,
     action: "'update'",
     old: "jsonb_build_object('is_active', NOT endpoint.is_active)",
     new: "jsonb_build_object('is_active', endpoint.is_active)",
   })})
   SELECT id FROM before`,
);

/** The old secret goes on for a while beside the new one. $3 id, $4 new secret, $5 until when, or null: it is forgotten. */
export const replaceSecret = statement<{ id: string }>(
  'webhooks.replace-secret',
  `WITH endpoint AS (
     UPDATE webhook_endpoints
        SET secret = $4, previous_secret = CASE WHEN $5::timestamptz IS NOT NULL THEN secret END, previous_secret_until = $5,
            updated_at = $1
      WHERE id = $3 RETURNING *
   ), audit AS (${appendAudit({
     ...ENDPOINT,
     action: "'rotate_secret'",
     new: "jsonb_build_object('previous_secret_until', endpoint.previous_secret_until)",
   })})
   SELECT id FROM endpoint`,
);

/** With its dead letters. $3 id. */
export const deleteEndpoint = statement<{ id: string }>(
  'webhooks.delete-endpoint',
  `WITH endpoint AS (DELETE FROM webhook_endpoints WHERE id = $3 RETURNING *),
        audit AS (${appendAudit({ ...ENDPOINT, action: "'delete'", old: shown('endpoint') })})
   SELECT id FROM endpoint`,
);

export type ListedEndpoint = {
  id: string;
  url: string;
  event_types: string[];
  is_active: boolean;
  allow_private: boolean;
  failures: number;
  next_attempt_at: string | null;
  last_error: string | null;
  /** Until when a rotated secret is still good; null: there is none, or its time is over. */
  previous_secret_until: string | null;
  dead_letters: number;
  /** Everything up to this event is done with. */
  after: string;
};

/** Every endpoint and how it fares, without secrets. $1 now. */
export const listEndpoints = statement<ListedEndpoint>(
  'webhooks.list-endpoints',
  `SELECT id, url, event_types, is_active, allow_private, failures, next_attempt_at, last_error,
          CASE WHEN previous_secret_until > $1 THEN previous_secret_until END AS previous_secret_until,
          (SELECT count(*)::int FROM webhook_dead_letters d WHERE d.endpoint_id = e.id) AS dead_letters,
          ${eventIdOf('cursor_transaction', 'cursor_id')} AS after
     FROM webhook_endpoints e ORDER BY inserted_at, id`,
);

/** An event that was given up. */
export type ListedDeadLetter = {
  id: string;
  endpoint_id: string;
  event_type: string;
  attempts: number;
  last_error: string;
  failed_at: string;
  retry_requested_at: string | null;
  event_id: string;
};

/** Events that were given up, in their order. $1 endpoint, or null for all, $2 how many. */
export const listDeadLetters = statement<ListedDeadLetter>(
  'webhooks.list-dead-letters',
  `SELECT id, endpoint_id, event_type, attempts, last_error, failed_at, retry_requested_at,
          ${eventIdOf('event_transaction', 'event_id')} AS event_id
     FROM webhook_dead_letters letter WHERE $1::uuid IS NULL OR endpoint_id = $1
    ORDER BY letter.event_transaction, letter.event_id, letter.id LIMIT $2`,
);

/** Asks for another attempt at a letter, or at all letters of an endpoint. $3 letter or null, $4 endpoint or null. */
export const requestRetry = statement<{ id: string; endpoint_id: string }>(
  'webhooks.request-retry',
  `WITH letter AS (
     UPDATE webhook_dead_letters SET retry_requested_at = $1
      WHERE id = $3::bigint OR endpoint_id = $4::uuid RETURNING id, endpoint_id
   ), audit AS (${appendAudit({
     ...ENDPOINT,
     resourceId: 'endpoint_id',
     action: "'retry'",
     new: "jsonb_build_object('dead_letters', jsonb_agg(id ORDER BY id))",
     from: 'letter GROUP BY endpoint_id',
   })})
   SELECT id, endpoint_id FROM letter ORDER BY id`,
);
