import { statement } from '../../platform/database/pool.ts';
import { LICENSE_COLUMNS, type License } from '../license.ts';
import { STANDING_FACTS } from '../write.ts';

/** What an update sets, in the order of its values from $4 on. */
const UPDATABLE = [
  'license_number',
  'issued_by',
  'issued_date',
  'expiry_date',
  'active_from_date',
  'what_licensed',
  'order_no',
] as const;
const values = UPDATABLE.map((_column, at) => `$${at + 4}`).join(', ');

/**
 * Writes the changes and their audit row as one statement, hence one transaction and one round trip.
 *
 * `before` asks again for the facts of the licence, and holds it from there on: a second update waits in it, and
 * then sees what the first has written (READ COMMITTED looks at a row again once it has waited for it). So updates of
 * one licence queue up, each is compared with the one before it, and the old values of the audit log continue the new ones.
 * No row: a fact has changed since it was read. Nothing differs: the licence as it is, and nothing is written.
 * Values: those of {@link STANDING_FACTS}.
 */
export const updateStoredLicense = statement<License>(
  'licenses.update.update-license',
  `WITH ${STANDING_FACTS}, before AS (
     SELECT l.* FROM licenses l JOIN primary_license p ON p.legal_entity_id = l.legal_entity_id
      WHERE l.id = $1 AND l.is_active AND NOT l.is_primary AND l.type = $3
        FOR NO KEY UPDATE OF l
   ), license AS (
     UPDATE licenses l
        SET (${UPDATABLE.join(', ')}, updated_at, updated_by) = (${values}, $11, $12)
       FROM before
      WHERE l.id = before.id
        AND (${UPDATABLE.map((column) => `before.${column}`).join(', ')}) IS DISTINCT FROM (${values})
     RETURNING l.*
   ), audit AS (
     INSERT INTO audit_log (inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset)
     SELECT license.updated_at, license.updated_by, license.legal_entity_id, $13, 'license', license.id, 'update', changed.fields
       FROM license JOIN before USING (id), LATERAL (
              SELECT jsonb_build_object('old', jsonb_object_agg(key, old.value), 'new', jsonb_object_agg(key, new.value)) AS fields
                FROM jsonb_each(to_jsonb(before)) AS old JOIN jsonb_each(to_jsonb(license)) AS new USING (key)
               WHERE old.value <> new.value AND key NOT IN ('updated_at', 'updated_by')
            ) AS changed
   )
   SELECT ${LICENSE_COLUMNS} FROM license
   UNION ALL
   SELECT ${LICENSE_COLUMNS} FROM before WHERE NOT EXISTS (SELECT 1 FROM license)`,
);
