import { statement } from '../platform/database/pool.ts';

/** One event as it is stored: an audit row of a change, or a row of `license_expiry_events`. */
export type EventRow = {
  transaction_number: string;
  id: string;
  occurred_at: string;
  resource: string;
  resource_id: string;
  action: string;
  /** The changeset of an audit row, else the licence. */
  content: Record<string, unknown>;
};

/** The condition of the index audit_log_events_idx, word for word. */
const IS_EVENT = `(resource = 'license' AND action IN ('create', 'update') OR resource = 'parameter')`;

/** Behind a cursor, and settled: nothing can ever appear before these rows. Columns of `table`, cursor as given. */
const settledAfter = (table: string, transaction: string, id: string) =>
  `(${table}.transaction_number, ${table}.id) > (${transaction}, ${id}) AND ${table}.transaction_number < event_horizon()`;

/**
 * Events behind a cursor, in their order, each side from its index. One statement, hence one snapshot: the horizon and
 * the rows belong together. Who takes the number of a row away does not make its event vanish: it stands before all others.
 * $1 transaction and $2 id of the cursor, $3 how many.
 */
export const readEventRows = statement<EventRow>(
  'events.read',
  `(SELECT transaction_number, id, inserted_at AS occurred_at, resource, resource_id, action, changeset AS content
      FROM audit_log
     WHERE transaction_number IS NOT NULL AND ${IS_EVENT} AND ${settledAfter('audit_log', '$1::bigint', '$2::bigint')}
     ORDER BY transaction_number, id LIMIT $3)
   UNION ALL
   (SELECT 0::bigint, id, inserted_at, resource, resource_id, action, changeset
      FROM audit_log
     WHERE transaction_number IS NULL AND ${IS_EVENT} AND (0, id) > ($1::bigint, $2::bigint)
     ORDER BY id LIMIT $3)
   UNION ALL
   (SELECT transaction_number, id, occurred_at, 'license', license_id::text, kind, license
      FROM license_expiry_events
     WHERE ${settledAfter('license_expiry_events', '$1::bigint', '$2::bigint')}
     ORDER BY transaction_number, id LIMIT $3)
   ORDER BY transaction_number, id LIMIT $3`,
);

/**
 * SQL that is true when there is an event behind the cursor that two expressions name. Not EXISTS: for that the planner
 * hopes to meet one soon in any order and reads the whole table when there is none; an order makes it take the index.
 */
export const eventExistsAfter = (transaction: string, id: string) =>
  `coalesce(
     (SELECT true FROM audit_log
       WHERE audit_log.transaction_number IS NOT NULL AND ${IS_EVENT} AND ${settledAfter('audit_log', transaction, id)}
       ORDER BY audit_log.transaction_number, audit_log.id LIMIT 1),
     (SELECT true FROM license_expiry_events WHERE ${settledAfter('license_expiry_events', transaction, id)}
       ORDER BY license_expiry_events.transaction_number, license_expiry_events.id LIMIT 1),
     false)`;

/** SQL of when the first events behind a cursor happened: as many as `limit`, a number. */
export const eventsAfter = (transaction: string, id: string, limit: number) =>
  `SELECT occurred_at FROM (
     (SELECT transaction_number, id, inserted_at AS occurred_at FROM audit_log
       WHERE audit_log.transaction_number IS NOT NULL AND ${IS_EVENT} AND ${settledAfter('audit_log', transaction, id)}
       ORDER BY audit_log.transaction_number, audit_log.id LIMIT ${limit})
     UNION ALL
     (SELECT transaction_number, id, occurred_at FROM license_expiry_events
       WHERE ${settledAfter('license_expiry_events', transaction, id)}
       ORDER BY license_expiry_events.transaction_number, license_expiry_events.id LIMIT ${limit})
     ORDER BY transaction_number, id LIMIT ${limit}) AS first`;

/** The transaction number that no settled event has reached yet: where "from now on" begins. */
export const findEventHorizon = statement<{ horizon: string }>(
  'events.find-horizon',
  'SELECT event_horizon() AS horizon',
);

/** Rows whose place in the order somebody has taken away; nobody who reads on from an event sees them. */
export const countUnnumbered = statement<{ rows: number }>(
  'events.count-unnumbered',
  'SELECT count(*)::int AS rows FROM audit_log WHERE transaction_number IS NULL',
);

/** Lifts the order of events above what a restored dump brought along; true: that was needed. */
export const rebaseEvents = statement<{ rebased: boolean }>(
  'events.rebase',
  'SELECT event_rebase() AS rebased',
);
