import { batchedStatement } from '../../platform/database/batched.ts';
import { LICENSE_COLUMNS, type License } from '../license.ts';

/** Whose licences, and which of them; a filter that was not asked for is null. */
type LicenseList = {
  legal_entity_id: string;
  id: string | null;
  license_number: string | null;
  type: string | null;
  is_primary: boolean | null;
};

/**
 * The whole of a list of active licences, in its order. A legal entity has at most one a type, which the unique index
 * behind this guarantees: neither a list nor its cost grows with the table.
 */
export const findLicenses = batchedStatement<LicenseList, License>(
  'licenses.get.lists',
  {
    legal_entity_id: 'uuid',
    id: 'uuid',
    license_number: 'text',
    type: 'text',
    is_primary: 'boolean',
  },
  (asked) => `
   SELECT asked.place::int, license.*
     FROM ${asked}
     JOIN LATERAL (
       SELECT ${LICENSE_COLUMNS} FROM licenses
        WHERE legal_entity_id = asked.legal_entity_id AND is_active
          AND (asked.id IS NULL OR id = asked.id)
          AND (asked.license_number IS NULL OR license_number = asked.license_number)
          AND (asked.type IS NULL OR type = asked.type)
          AND (asked.is_primary IS NULL OR is_primary = asked.is_primary)
     ) AS license ON true
    ORDER BY asked.place, license.inserted_at, license.id`,
);
