import { statement } from '../../platform/database/pool.ts';
import { LICENSE_COLUMNS, type License } from '../license.ts';
import { STANDING_FACTS } from '../write.ts';

/**
 * Writes the licence and its audit row as one statement, hence one transaction and one round trip. No row: a fact has
 * changed since it was read. Values: those of {@link STANDING_FACTS}.
 */
export const insertLicense = statement<License>(
  'licenses.create.insert-license',
  `WITH ${STANDING_FACTS}, license AS (
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
