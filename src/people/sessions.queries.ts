import { appendAudit, appendAuditRows } from '../audit/append.queries.ts';
import { statement } from '../platform/database/pool.ts';

/** SPEC 11.4: idle and in all. */
const IDLE = "interval '30 minutes'";
const LIFETIME = "interval '12 hours'";
/** How exactly the last use is known: a click is no write. */
const USE_NOTED_EACH = "interval '1 minute'";
/** On the page of a person's own. */
const MAX_LISTED = 100;

/** Whether the session `s` is good at $1. */
const IS_LIVING = `s.ended_at IS NULL AND s.expires_at > $1::timestamptz AND s.last_used_at > $1::timestamptz - ${IDLE}`;

/**
 * Begins a session, unless the person was blocked or the password changed since it was verified: the row is locked until the
 * session is there for whoever ends them all. $1 now, $2 request id, $3 user, $4 hash of the password, $5 id, $6 hash of
 * the value, $7 address, $8 user agent, $9 network.
 */
export const insertSession = statement<{ id: string }>(
  'people.insert-session',
  `WITH person AS (
     SELECT id FROM users WHERE id = $3 AND password_hash = $4 AND NOT is_blocked FOR SHARE
   ), session AS (
     -- The password is the only step there is, so it has passed all.
     INSERT INTO sessions (id, value_hash, user_id, passed_at, address, user_agent, last_used_at, expires_at, inserted_at)
     SELECT $5::uuid, $6::bytea, id, $1::timestamptz, $7, $8, $1, $1::timestamptz + ${LIFETIME}, $1 FROM person RETURNING *
   ), audit AS (${appendAudit({
     insertedAt: '$1',
     actorId: 'user_id',
     requestId: '$2',
     resource: "'session'",
     action: "'create'",
     new: "jsonb_build_object('network', $9::text)",
     from: 'session',
   })})
   SELECT id FROM session`,
);

export type Session = {
  id: string;
  userId: string;
  email: string | null;
  /** Every step of signing in was passed; until then it opens nothing. */
  isPassed: boolean;
};

/** The living session of a value, whose use is noted. $1 now, $2 hash of the value. */
export const useSession = statement<Session>(
  'people.use-session',
  `WITH found AS (
     SELECT s.id, s.user_id, u.email, s.passed_at, s.last_used_at
       FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE s.value_hash = $2 AND ${IS_LIVING} AND NOT u.is_blocked
   ), used AS (
     UPDATE sessions s SET last_used_at = $1 FROM found
      WHERE s.id = found.id AND found.last_used_at <= $1::timestamptz - ${USE_NOTED_EACH}
   )
   SELECT id, user_id AS "userId", email, passed_at IS NOT NULL AS "isPassed" FROM found`,
);

export type ListedSession = {
  id: string;
  address: string;
  userAgent: string;
  insertedAt: string;
  lastUsedAt: string;
};

/** The living sessions of a person, the newest first. $1 now, $2 user. */
export const findSessions = statement<ListedSession>(
  'people.find-sessions',
  `SELECT s.id, s.address, s.user_agent AS "userAgent", s.inserted_at AS "insertedAt", s.last_used_at AS "lastUsedAt"
     FROM sessions s WHERE s.user_id = $2 AND ${IS_LIVING}
    ORDER BY s.inserted_at DESC, s.id LIMIT ${MAX_LISTED}`,
);

/**
 * Ends living sessions of a person. $1 now, $2 who ends them, $3 request id, $4 whose, $5 this one alone or null, $6 all but
 * this one or null.
 */
export const endSessions = statement<{ ended: number }>(
  'people.end-sessions',
  `WITH ended AS (
     UPDATE sessions s SET ended_at = $1
      WHERE s.user_id = $4 AND ($5::uuid IS NULL OR s.id = $5) AND ($6::uuid IS NULL OR s.id <> $6) AND ${IS_LIVING}
     RETURNING s.id
   ), audit AS (
     SELECT ${appendAuditRows({
       insertedAt: '$1::timestamptz',
       actorId: '$2::uuid',
       requestId: '$3',
       resource: "'session'",
       action: "'end'",
     })} AS written FROM ended HAVING count(*) > 0
   )
   SELECT coalesce(max(written), 0)::int AS ended FROM audit`,
);
