import { type Database, statement } from '../../../platform/database/pool.ts';
import { plainArray } from '../../array-literal.ts';
import { LICENSE_CSV_COLUMNS } from '../columns.ts';
import type { LicenseRow } from '../row.ts';

/** A licence as the registry has it: the columns of a file, unset ones null. */
export type StoredLicense = { [Key in keyof Required<LicenseRow>]: NonNullable<LicenseRow[Key]> | null } & {
  id: string;
  legal_entity_id: string;
  type: string;
  is_primary: boolean;
};

const COLUMNS = LICENSE_CSV_COLUMNS.join(', ');
const ACTIVE = 'FROM licenses WHERE is_active AND (legal_entity_id = ANY ($1) OR id = ANY ($2))';

/** In the order in which the API locks them: primary ones, which must stay valid, before those that change. $1 legal entities, $2 ids. */
const lock = statement<StoredLicense>(
  'import.lock-licenses-to-update',
  `WITH primary_licenses AS (SELECT ${COLUMNS} ${ACTIVE} AND is_primary ORDER BY id FOR SHARE),
        additional AS (SELECT ${COLUMNS} ${ACTIVE} AND NOT is_primary ORDER BY id FOR NO KEY UPDATE)
   SELECT ${COLUMNS} FROM primary_licenses UNION ALL SELECT ${COLUMNS} FROM additional`,
);
/** For a dry run, which changes nothing. $1 legal entities, $2 ids. */
const find = statement<StoredLicense>('import.find-licenses-to-update', `SELECT ${COLUMNS} ${ACTIVE}`);

/** The active licences that rows may be about, and all others of their legal entities. */
export function loadStoredLicenses(
  db: Database,
  rows: readonly LicenseRow[],
  dryRun: boolean,
): Promise<StoredLicense[]> {
  const legalEntityIds = [...new Set(rows.map((row) => row.legal_entity_id))];
  const ids = rows.map(({ id }) => id).filter((id) => id !== '');
  return (dryRun ? find : lock)(db, [plainArray(legalEntityIds), plainArray(ids)]);
}
