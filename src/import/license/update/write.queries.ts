import { appendAuditRows, changedFields } from '../../../audit/append.queries.ts';
import { CHANGEABLE_COLUMNS, LICENSE_COLUMNS } from '../../../licenses/license.ts';
import { type Database, statement } from '../../../platform/database/pool.ts';
import { plainArray, textArray } from '../../array-literal.ts';
import type { Stamp } from '../../kind.ts';
import type { LicenseRow } from '../row.ts';

const CHANGEABLE = CHANGEABLE_COLUMNS.join(', ');
const isDate = (column: string) => column.endsWith('_date');

/**
 * Writes what differs, with audit rows of the fields that changed, as the API does. The licences are locked already.
 * $1 ids, $2 now, $3 user, $4 request id, from $5 on the values in the order of CHANGEABLE_COLUMNS.
 */
const updateLicenses = statement<{ written: number | null }>(
  'import.update-licenses',
  `WITH input AS (
     SELECT * FROM unnest($1::uuid[], ${CHANGEABLE_COLUMNS.map((column, at) => `$${at + 5}::${isDate(column) ? 'date' : 'text'}[]`).join(', ')})
                     AS row (id, ${CHANGEABLE})
   ), before AS (
     SELECT l.* FROM licenses l JOIN input USING (id)
   ), license AS (
     UPDATE licenses l
        SET (${CHANGEABLE}, updated_at, updated_by)
          = (${CHANGEABLE_COLUMNS.map((column) => `input.${column}`).join(', ')}, $2::timestamptz, $3::uuid)
       FROM input
      WHERE l.id = input.id AND l.is_active AND NOT l.is_primary
     RETURNING ${LICENSE_COLUMNS.split(', ')
       .map((column) => `l.${column}`)
       .join(', ')}
   )
   SELECT ${appendAuditRows({
     insertedAt: '$2',
     actorId: '$3',
     requestId: '$4',
     resource: "'license'",
     resourceId: 'license.id',
     action: "'update'",
     old: 'changed.old',
     new: 'changed.new',
   })} AS written
     FROM license JOIN before USING (id), ${changedFields('before', 'license')}`,
);

/** @param rows of licences that are locked and differ; each licence once. @returns false when some were left out */
export async function writeLicenseUpdates(
  db: Database,
  rows: readonly LicenseRow[],
  { userId, requestId }: Stamp,
  now: Date,
): Promise<boolean> {
  const [result] = await updateLicenses(db, [
    plainArray(rows.map(({ id }) => id)),
    now.toISOString(),
    userId,
    requestId,
    ...CHANGEABLE_COLUMNS.map((column) =>
      (isDate(column) ? plainArray : textArray)(rows.map((row) => row[column] ?? null)),
    ),
  ]);
  return result?.written === rows.length;
}
