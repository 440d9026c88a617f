import { appendAudit, changedFields } from '../../audit/append.queries.ts';
import { STAMPED } from '../../audit/stamp.ts';
import { pagedStatement } from '../../platform/database/paged.ts';
import { statement } from '../../platform/database/pool.ts';
import { eventId } from '../event.ts';

/** What all audit rows of endpoints say alike. $1 … $4 the stamp. */
const ENDPOINT = { ...STAMPED, resource: "'webhook_endpoint'", from: 'endpoint' };
/** Never the secret, nor the query of the URL, which may hold one as well. */
const shown = (row: string) => `jsonb_build_object('url', split_part(${row}.url, '?', 1),
  'event_types', ${row}.event_types, 'is_active', ${row}.is_active, 'allow_private', ${row}.allow_private)`;

/** SQL for the id of an event. */
const eventIdOf = (transaction: string, id: string) =>
  `format('${eventId({ transaction: '%s', id: '%s' })}', ${transaction}, ${id})`;

/** $5 id, $6 url, $7 secret, $8 event types, $9 whether private addresses are allowed, $10 and $11 cursor. */
export const insertEndpoint = statement<{ id: string }>(
  'webhooks.insert-endpoint',
  `WITH endpoint AS (
     INSERT INTO webhook_endpoints (id, url, secret, event_types, is_active, allow_private,
                                    cursor_transaction, cursor_id, inserted_at, updated_at)
     VALUES ($5, $6, $7, $8, true, $9, $10, $11, $1::timestamptz, $1) RETURNING *
   ), audit AS (${appendAudit({ ...ENDPOINT, action: "'create'", new: shown('endpoint') })})
   SELECT id FROM endpoint`,
);

/**
 * Changes which events it gets, or pauses or resumes it, and then tries at once; nothing is written when it is so already.
 * $5 id, $6 event types or null, $7 whether it is active, or null.
 */
export const updateEndpoint = statement<{ id: string }>(
  'webhooks.update-endpoint',
  `WITH before AS (
     SELECT id, event_types, is_active FROM webhook_endpoints WHERE id = $5 FOR UPDATE
   ), endpoint AS (
     UPDATE webhook_endpoints AS e
        SET event_types = coalesce($6::text[], before.event_types), is_active = coalesce($7::boolean, before.is_active),
            updated_at = $1::timestamptz, failures = CASE WHEN $7 THEN 0 ELSE e.failures END,
            next_attempt_at = CASE WHEN $7 THEN NULL ELSE e.next_attempt_at END
       FROM before
      WHERE e.id = before.id
        AND (before.event_types, before.is_active)
            IS DISTINCT FROM (coalesce($6, before.event_types), coalesce($7, before.is_active))
     RETURNING e.id, e.event_types, e.is_active
   ), audit AS (${appendAudit({
     ...ENDPOINT,
     resourceId: 'endpoint.id',
     action: "'update'",
     old: 'changed.old',
     new: 'changed.new',
     from: `endpoint JOIN before USING (id), ${changedFields('before', 'endpoint')}`,
   })})
   SELECT id FROM before`,
);

/** The old secret goes on for a while beside the new one. $5 id, $6 new secret, $7 until when, or null: it is forgotten. */
export const replaceSecret = statement<{ id: string }>(
  'webhooks.replace-secret',
  `WITH endpoint AS (
     UPDATE webhook_endpoints
        SET secret = $6, previous_secret = CASE WHEN $7::timestamptz IS NOT NULL THEN secret END, previous_secret_until = $7,
            updated_at = $1::timestamptz
      WHERE id = $5 RETURNING *
   ), audit AS (${appendAudit({
     ...ENDPOINT,
     action: "'rotate_secret'",
     new: "jsonb_build_object('previous_secret_until', endpoint.previous_secret_until)",
   })})
   SELECT id FROM endpoint`,
);

/** With its dead letters. $5 id. */
export const deleteEndpoint = statement<{ id: string }>(
  'webhooks.delete-endpoint',
  `WITH endpoint AS (DELETE FROM webhook_endpoints WHERE id = $5 RETURNING *),
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

const LETTER_COLUMNS = `id, endpoint_id, event_type, attempts, last_error, failed_at, retry_requested_at,
          ${eventIdOf('event_transaction', 'event_id')} AS event_id`;

/** Events that were given up, in their order. $1 endpoint, or null for all, $2 how many. */
export const listDeadLetters = statement<ListedDeadLetter>(
  'webhooks.list-dead-letters',
  `SELECT ${LETTER_COLUMNS}
     FROM webhook_dead_letters letter WHERE $1::uuid IS NULL OR endpoint_id = $1
    ORDER BY letter.event_transaction, letter.event_id, letter.id LIMIT $2`,
);

/** Those of an endpoint, page by page, in the order in which they were given up. $3 endpoint. */
export const pageOfDeadLetters = pagedStatement<ListedDeadLetter>('webhooks.page-of-dead-letters', {
  columns: LETTER_COLUMNS,
  from: 'webhook_dead_letters',
  where: 'endpoint_id = $3',
  order: ['id'],
});

/** Whether there is such an endpoint. $1 id. */
export const endpointExists = statement<{ exists: boolean }>(
  'webhooks.endpoint-exists',
  'SELECT EXISTS (SELECT 1 FROM webhook_endpoints WHERE id = $1) AS exists',
);

/** Asks for another attempt at letters: at one, of an endpoint, or one of an endpoint. $5 letter or null, $6 endpoint or null. */
export const requestRetry = statement<{ id: string; endpoint_id: string }>(
  'webhooks.request-retry',
  `WITH letter AS (
     UPDATE webhook_dead_letters SET retry_requested_at = $1::timestamptz
      WHERE ($5::bigint IS NULL OR id = $5) AND ($6::uuid IS NULL OR endpoint_id = $6)
        AND ($5 IS NOT NULL OR $6 IS NOT NULL)
     RETURNING id, endpoint_id
   ), audit AS (${appendAudit({
     ...ENDPOINT,
     resourceId: 'endpoint_id',
     action: "'retry'",
     new: "jsonb_build_object('dead_letters', jsonb_agg(id ORDER BY id))",
     from: 'letter GROUP BY endpoint_id',
   })})
   SELECT id, endpoint_id FROM letter ORDER BY id`,
);
