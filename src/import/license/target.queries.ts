import { appendAuditRows } from '../../audit/append.queries.ts';
import { LICENSE_COLUMNS } from '../../licenses/license.ts';
import { type Database, statement } from '../../platform/database/pool.ts';
import { plainArray, textArray } from '../array-literal.ts';
import type { Stamp } from '../kind.ts';
import type { LicenseRow } from './row.ts';

/**
 * Writes licences and their audit rows as one statement. The unique indexes are the last judge: a row that another
 * transaction was quicker with is left out.
 *
 * $1 ids, $2 legal entities, $3 types, $4 license_number, $5 issued_by, $6 issued_date, $7 expiry_date,
 * $8 active_from_date, $9 what_licensed, $10 order_no, $11 is_primary, $12 now, $13 user, $14 request id.
 */
const insertLicenses = statement<{ written: number }>(
  'import.insert-licenses',
  `WITH license AS (
     INSERT INTO licenses (${LICENSE_COLUMNS})
     SELECT id, type, license_number, issued_by, issued_date, expiry_date, active_from_date, what_licensed, order_no,
            legal_entity_id, is_primary, true, NULL, $12::timestamptz, $13::uuid, $12, $13
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[], $8::date[],
                   $9::text[], $10::text[], $11::boolean[])
            AS row (id, legal_entity_id, type, license_number, issued_by, issued_date, expiry_date, active_from_date,
                    what_licensed, order_no, is_primary)
     ON CONFLICT DO NOTHING
     RETURNING ${LICENSE_COLUMNS}
   ), audit AS (
     SELECT ${appendAuditRows({
       insertedAt: '$12',
       actorId: '$13',
       requestId: '$14',
       resource: "'license'",
       action: "'create'",
       new: 'to_jsonb(license)',
     })} AS written
       FROM license
   )
   SELECT written FROM audit`,
);

/** @returns false when rows were left out */
export async function writeLicenses(
  db: Database,
  rows: readonly LicenseRow[],
  stamp: Stamp,
  now: Date,
): Promise<boolean> {
  const [result] = await insertLicenses(db, [
    plainArray(rows.map((row) => row.id)),
    plainArray(rows.map((row) => row.legal_entity_id)),
    textArray(rows.map((row) => row.type)),
    textArray(rows.map((row) => row.license_number ?? null)),
    textArray(rows.map((row) => row.issued_by)),
    plainArray(rows.map((row) => row.issued_date)),
    plainArray(rows.map((row) => row.expiry_date ?? null)),
    plainArray(rows.map((row) => row.active_from_date)),
    textArray(rows.map((row) => row.what_licensed ?? null)),
    textArray(rows.map((row) => row.order_no ?? null)),
    plainArray(rows.map((row) => row.is_primary)),
    now.toISOString(),
    stamp.userId,
    stamp.requestId,
  ]);
  return result?.written === rows.length;
}

/** $1 ids, $2 legal entities, $3 types, $4 is_primary, $5 expiry_date. */
const noteInDryRun = statement<{ id: string }>(
  'import.note-licenses',
  `INSERT INTO pg_temp.dry_run_licenses (id, legal_entity_id, type, is_primary, expiry_date)
   SELECT id, legal_entity_id, type, is_primary, expiry_date
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[], $5::date[])
            AS row (id, legal_entity_id, type, is_primary, expiry_date)
    WHERE NOT EXISTS (SELECT 1 FROM licenses WHERE licenses.id = row.id)
   ON CONFLICT DO NOTHING RETURNING id`,
);

/** What a dry run does instead of {@link writeLicenses}. */
export async function noteLicenses(db: Database, rows: readonly LicenseRow[]): Promise<boolean> {
  const noted = await noteInDryRun(db, [
    plainArray(rows.map((row) => row.id)),
    plainArray(rows.map((row) => row.legal_entity_id)),
    textArray(rows.map((row) => row.type)),
    plainArray(rows.map((row) => row.is_primary)),
    plainArray(rows.map((row) => row.expiry_date ?? null)),
  ]);
  return noted.length === rows.length;
}

/** Those of the ids that are taken. $1 ids. */
export const findLicenseIds = statement<{ id: string }>(
  'import.find-license-ids',
  'SELECT id FROM licenses WHERE id = ANY ($1)',
);
/** As {@link findLicenseIds}, with what the dry run has noted. */
export const findLicenseIdsInDryRun = statement<{ id: string }>(
  'import.find-license-ids-in-dry-run',
  'SELECT id FROM licenses WHERE id = ANY ($1) UNION ALL SELECT id FROM pg_temp.dry_run_licenses WHERE id = ANY ($1)',
);
