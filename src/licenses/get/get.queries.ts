import { coalescePerPool } from '../../platform/database/coalesce.ts';
import { statement } from '../../platform/database/pool.ts';
import { LICENSE_COLUMNS, type License } from '../license.ts';

/** Whose licences, and which of them; a filter that was not asked for is null. */
export type LicenseList = {
  legalEntityId: string;
  id: string | null;
  licenseNumber: string | null;
  type: string | null;
  isPrimary: boolean | null;
};

/**
 * The active licences of several lists, each in its order. A legal entity has at most one a type, which the unique
 * index behind this guarantees: neither a list nor its cost grows with the table.
 * $1 legal entities; filters: $2 ids, $3 license numbers, $4 types, $5 is_primary.
 */
export const findLists = statement<License & { place: number }>(
  'licenses.get.lists',
  `SELECT asked.place::int, license.*
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::boolean[]) WITH ORDINALITY
            AS asked (of_legal_entity, with_id, with_number, with_type, primary_or_not, place)
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

/** The whole of one list; those of requests that arrive together are read together. */
export const listLicenses = coalescePerPool(async (db, lists: LicenseList[]) => {
  const found = lists.map((): License[] => []);
  const rows = await findLists(db, [
    lists.map(({ legalEntityId }) => legalEntityId),
    lists.map(({ id }) => id),
    lists.map(({ licenseNumber }) => licenseNumber),
    lists.map(({ type }) => type),
    lists.map(({ isPrimary }) => isPrimary),
  ]);
  for (const { place, ...license } of rows) found[place - 1]?.push(license);
  return found;
});
