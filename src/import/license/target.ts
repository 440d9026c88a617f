import { LICENSE_COLUMNS } from '../../licenses/license.ts';
import { type Database, statement } from '../../platform/database/pool.ts';
import { plainArray, textArray } from '../array-literal.ts';
import { prepareDryRun } from '../dry-run.ts';
import type { ImportTarget, Stamp, TargetOptions } from '../kind.ts';
import { loadHoldings, loadVocabulary } from './facts.ts';
import { licenseJudge } from './judge.ts';
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
     SELECT audit_log_append_many($12, $13, $14, 'license', 'create', array_agg(id::text),
                                  array_agg(jsonb_build_object('old', NULL, 'new', to_jsonb(license)))) AS written
       FROM license
   )
   SELECT written FROM audit`,
);

const findIds = statement<{ id: string }>(
  'import.find-license-ids',
  'SELECT id FROM licenses WHERE id = ANY ($1)',
);
const findIdsInDryRun = statement<{ id: string }>(
  'import.find-license-ids-in-dry-run',
  'SELECT id FROM licenses WHERE id = ANY ($1) UNION ALL SELECT id FROM pg_temp.dry_run_licenses WHERE id = ANY ($1)',
);

/** The registry, or what a dry run puts beside it. */
export function openLicenseTarget(options: TargetOptions): ImportTarget<LicenseRow> {
  const findTakenIds = options.dryRun ? findIdsInDryRun : findIds;
  return {
    prepare: options.dryRun ? prepareDryRun : async () => {},
    async loadJudge(db, rows, thorough) {
      const legalEntityIds = rows.map((row) => row.legal_entity_id);
      const holdings = await loadHoldings(db, legalEntityIds, options.dryRun);
      const vocabulary = await loadVocabulary(db, options.parameterFallbacks);
      // Ids are given seldom and taken hardly ever: they are asked about only when a row has collided.
      const taken = thorough ? await findTakenIds(db, [plainArray(rows.map(({ id }) => id))]) : [];
      const takenIds = new Set(taken.map(({ id }) => id));
      return licenseJudge({ holdings, vocabulary, takenIds, today: options.clock.today() });
    },
    write: options.dryRun ? noteLicenses : (db, rows, stamp) => writeLicenses(db, rows, stamp, options),
  };
}

async function writeLicenses(
  db: Database,
  rows: readonly LicenseRow[],
  stamp: Stamp,
  { clock }: TargetOptions,
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
    clock.now().toISOString(),
    stamp.userId,
    stamp.requestId,
  ]);
  return result?.written === rows.length;
}

/** $1 ids, $2 legal entities, $3 types, $4 is_primary, $5 expiry_date. */
const noteInDryRun = statement<{ id: string }>(
  'import.note-licenses',
  `INSERT INTO pg_temp.dry_run_licenses
   SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[], $5::date[])
          AS row (id, legal_entity_id, type, is_primary, expiry_date)
    WHERE NOT EXISTS (SELECT 1 FROM licenses WHERE licenses.id = row.id)
   ON CONFLICT DO NOTHING RETURNING id`,
);

async function noteLicenses(db: Database, rows: readonly LicenseRow[]): Promise<boolean> {
  const noted = await noteInDryRun(db, [
    plainArray(rows.map((row) => row.id)),
    plainArray(rows.map((row) => row.legal_entity_id)),
    textArray(rows.map((row) => row.type)),
    plainArray(rows.map((row) => row.is_primary)),
    plainArray(rows.map((row) => row.expiry_date ?? null)),
  ]);
  return noted.length === rows.length;
}
