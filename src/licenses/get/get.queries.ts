import { pagedStatement } from '../../platform/database/paged.ts';
import { LICENSE_COLUMNS, type License } from '../license.ts';

/**
 * A page of the active licences of a legal entity. It has at most one a type, which the unique index behind this
 * list guarantees, so the cost does not grow with the table.
 * $3 legal entity; filters, null where not asked for: $4 id, $5 license_number, $6 type, $7 is_primary.
 */
export const listLicenses = pagedStatement<License>('licenses.get.list', {
  columns: LICENSE_COLUMNS,
  from: 'licenses',
  where: `legal_entity_id = $3 AND is_active
    AND ($4::uuid IS NULL OR id = $4) AND ($5::text IS NULL OR license_number = $5)
    AND ($6::text IS NULL OR type = $6) AND ($7::boolean IS NULL OR is_primary = $7)`,
  order: 'inserted_at, id',
});
