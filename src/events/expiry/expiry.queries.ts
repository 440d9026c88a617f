import { LICENSE_COLUMNS } from '../../licenses/license.ts';
import { statement } from '../../platform/database/pool.ts';

/** One row a licence, kind and date, whoever else does the same at this moment. $1 current date, $2 now, $3 how many. */
const recordExpiry = (kind: 'expiring' | 'expired', when: string) =>
  statement<{ license_id: string }>(
    `events.record-${kind}`,
    `INSERT INTO license_expiry_events (license_id, kind, expiry_date, occurred_at, license)
     SELECT found.id, '${kind}', found.expiry_date, $2, to_jsonb(found)
       FROM (SELECT ${LICENSE_COLUMNS} FROM licenses AS l
              WHERE is_active AND expiry_date IS NOT NULL AND ${when}
                AND NOT EXISTS (SELECT 1 FROM license_expiry_events AS e
                                 WHERE e.license_id = l.id AND e.kind = '${kind}' AND e.expiry_date = l.expiry_date)
              ORDER BY expiry_date, id LIMIT $3) AS found
     ON CONFLICT (license_id, kind, expiry_date) DO NOTHING
     RETURNING license_id`,
  );

/** Active licences whose last valid day is today or one of the next thirty. */
export const recordExpiring = recordExpiry('expiring', 'expiry_date BETWEEN $1::date AND $1::date + 30');

/** Active licences whose last valid day is over. */
export const recordExpired = recordExpiry('expired', 'expiry_date < $1::date');
