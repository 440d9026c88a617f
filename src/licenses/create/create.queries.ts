import { statement } from '../../platform/database/pool.ts';
import { LICENSE_COLUMNS, type License } from '../license.ts';

/**
 * Writes the licence and its audit row as one statement, hence one transaction and one round trip.
 * The guard asks again for the facts that another request may have changed since they were read; no row means one of
 * them did. FOR SHARE makes a concurrent change of the legal entity's status or of its primary licence wait, and makes
 * this statement see such a change that it waited for itself (the foreign key and an unlocked EXISTS would not).
 *
 * $1 id, $2 legal entity, $3 type, $4 license_number, $5 issued_by, $6 issued_date, $7 expiry_date, $8 active_from_date,
 * $9 what_licensed, $10 order_no, $11 now, $12 user, $13 request id, $14 current date.
 */
export const insertLicense = statement<License>(
  'licenses.create.insert-license',
  `WITH legal_entity AS (
     SELECT id FROM legal_entities WHERE id = $2 AND status IN ('ACTIVE', 'SUSPENDED') FOR SHARE
   ), primary_license AS (
     SELECT l.legal_entity_id FROM licenses l JOIN legal_entity ON l.legal_entity_id = legal_entity.id
      WHERE l.is_active AND l.is_primary AND (l.expiry_date >= $14 OR l.expiry_date IS NULL)
        FOR SHARE OF l
   ), license AS (
     INSERT INTO licenses (${LICENSE_COLUMNS})
     SELECT $1, $3, $4, $5, $6, $7, $8, $9, $10, legal_entity_id, false, true, NULL, $11, $12, $11, $12
       FROM primary_license
     RETURNING ${LICENSE_COLUMNS}
   ), audit AS (
     INSERT INTO audit_log (inserted_at, actor_id, client_id, request_id, resource, resource_id, action, changeset)
     SELECT inserted_at, inserted_by, legal_entity_id, $13, 'license', id, 'create',
            jsonb_build_object('old', NULL, 'new', to_jsonb(license))
       FROM license
   )
   SELECT ${LICENSE_COLUMNS} FROM license`,
);
