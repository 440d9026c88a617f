import { LICENSE_COLUMNS } from '../../licenses/license.ts';
import { statement } from '../../platform/database/pool.ts';

/** A first run over an old registry may find very many: no transaction holds the order of events up for long. */
const BATCH = 1_000;

/** The place of a licence in the order of the search. */
export type ExpiryCursor = { expiry_date: string; id: string };
export const BEFORE_ALL_LICENSES: ExpiryCursor = {
  expiry_date: '-infinity',
  id: '00000000-0000-0000-0000-000000000000',
};

/** Of one stretch: how many events were written, and its last licence; no row behind the last stretch. */
export type ExpiryBatch = ExpiryCursor & { written: number };

/**
 * Looks at the licences behind a cursor and writes the events that are not there yet: one row a licence, kind and date,
 * whoever else does the same at this moment. The search never comes back to what it has seen, or its cost would grow with
 * the square of what there is to tell; for the same reason each licence asks the index by itself, and the number is no
 * parameter: plans are made while there are few events and kept when there are many. $1 current date, $2 now, $3 and $4 cursor.
 */
const recordExpiry = (kind: 'expiring' | 'expired', when: string) =>
  statement<ExpiryBatch>(
    `events.record-${kind}`,
    `WITH stretch AS MATERIALIZED (
       SELECT ${LICENSE_COLUMNS} FROM licenses
        WHERE is_active AND expiry_date IS NOT NULL AND ${when} AND (expiry_date, id) > ($3::date, $4::uuid)
        ORDER BY expiry_date, id LIMIT ${BATCH}
     ), written AS (
       INSERT INTO license_expiry_events (license_id, kind, expiry_date, occurred_at, license)
       SELECT id, '${kind}', expiry_date, $2, to_jsonb(stretch) FROM stretch
        WHERE (SELECT true FROM license_expiry_events AS told
                WHERE told.license_id = stretch.id AND told.kind = '${kind}' AND told.expiry_date = stretch.expiry_date) IS NULL
       ON CONFLICT (license_id, kind, expiry_date) DO NOTHING
       RETURNING license_id
     )
     SELECT expiry_date, id, (SELECT count(*)::int FROM written) AS written
       FROM stretch ORDER BY expiry_date DESC, id DESC LIMIT 1`,
  );

/** Active licences whose last valid day is today or one of the next thirty. */
export const recordExpiring = recordExpiry('expiring', 'expiry_date BETWEEN $1::date AND $1::date + 30');

/** Active licences whose last valid day is over. */
export const recordExpired = recordExpiry('expired', 'expiry_date < $1::date');
