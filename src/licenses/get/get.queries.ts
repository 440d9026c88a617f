import { batchedStatement } from '../../platform/database/batched.ts';
import { LICENSE_COLUMNS, type License } from '../license.ts';

/** Whose licences, and which of them; a filter that was not asked for is null. */
type LicenseList = {
  of_legal_entity: string;
  with_id: string | null;
  with_number: string | null;
  with_type: string | null;
  primary_or_not: boolean | null;
};

/**
 * The whole of a list of active licences, in its order. A legal entity has at most one a type, which the unique index
 * behind this guarantees: neither a list nor its cost grows with the table.
 */
export const findLicenses = batchedStatement<LicenseList, License>(
  'licenses.get.lists',
  {
    of_legal_entity: 'uuid',
    with_id: 'uuid',
    with_number: 'text',
    with_type: 'text',
    primary_or_not: 'boolean',
  },
  (asked) => `
   SELECT asked.place::int, license.*
     FROM ${asked}
     JOIN LATERAL (
       SELECT ${LICENSE_COLUMNS} FROM licenses
        WHERE legal_entity_id = asked.of_legal_entity AND is_active
          AND (asked.with_id IS NULL OR id = asked.with_id)
          AND (asked.with_number IS NULL OR license_number = asked.with_number)
          AND (asked.with_type IS NULL OR type = asked.with_type)
          AND (asked.primary_or_not IS NULL OR is_primary = asked.primary_or_not)
     ) AS license ON true
    ORDER BY asked.place, license.inserted_at, license.id`,
);
