import { statement } from '../../platform/database/pool.ts';
import { eventsAfter } from '../events.queries.ts';

/** A webhook that was away for a year must not make a measurement read a year of the log, or all its dead letters. */
const BACKLOG_LIMIT = 1_000;

export type Backlog = {
  delivering: string;
  failing: string;
  paused: string;
  /** At most `BACKLOG_LIMIT`. */
  dead_letters: string;
  /** Events behind the cursors of endpoints that are not paused, at most `BACKLOG_LIMIT` an endpoint. */
  waiting: string;
  oldest: string | null;
};

/** The state of all webhooks in one row. */
export const measureBacklog = statement<Backlog>(
  'webhooks.measure-backlog',
  `SELECT count(*) FILTER (WHERE is_active AND failures = 0) AS delivering,
          count(*) FILTER (WHERE is_active AND failures > 0) AS failing,
          count(*) FILTER (WHERE NOT is_active) AS paused,
          (SELECT count(*) FROM (SELECT FROM webhook_dead_letters LIMIT ${BACKLOG_LIMIT}) AS counted) AS dead_letters,
          coalesce(sum(behind.waiting), 0) AS waiting, min(behind.oldest) AS oldest
     FROM webhook_endpoints AS e
     LEFT JOIN LATERAL (
       SELECT count(*) AS waiting, min(occurred_at) AS oldest
         FROM (${eventsAfter('e.cursor_transaction', 'e.cursor_id', BACKLOG_LIMIT)}) AS events
     ) AS behind ON e.is_active`,
);
