import type { UpdateFacts } from '../../../licenses/update/facts.ts';
import { updateLicenseRules } from '../../../licenses/update/rules.ts';
import type { Judge } from '../../kind.ts';
import { judgeUpdates } from '../../update.ts';
import { LICENSE_CSV_COLUMNS } from '../columns.ts';
import type { LicenseRow } from '../row.ts';
import type { StoredLicense } from './stored.queries.ts';

export type LicenseUpdateKnowledge = {
  legalEntities: ReadonlyMap<string, { status: string }>;
  /** Active licences that the rows may be about, and the others of their legal entities. */
  licenses: readonly StoredLicense[];
  /** Names of the columns that the file has. */
  columns: ReadonlySet<string>;
  /** Current date in the registry's time zone. */
  today: string;
};

/** The rules of `PATCH /api/licenses/{id}` for rows that differ from what is stored. */
export function licenseUpdateJudge(knowledge: LicenseUpdateKnowledge): Judge<LicenseRow> {
  const { licenses, columns } = knowledge;
  const byId = new Map(licenses.map((license) => [license.id, license]));
  const byType = new Map(licenses.map((license) => [keyOf(license), license]));
  return judgeUpdates({
    compared: LICENSE_CSV_COLUMNS.filter((column) => columns.has(column)),
    // The two unique keys of the active licences (SPEC 12.1).
    find: (row) => (row.id === '' ? byType.get(keyOf(row)) : byId.get(row.id)),
    rules: updateLicenseRules,
    factsOf: (row, stored) => factsOf(knowledge, row, stored),
  });
}

const keyOf = (license: { legal_entity_id: string; type: string }) =>
  `${license.legal_entity_id} ${license.type}`;

function factsOf(
  { legalEntities, licenses, today }: LicenseUpdateKnowledge,
  row: LicenseRow,
  stored: StoredLicense | undefined,
): UpdateFacts {
  const { legal_entity_id: legalEntityId } = row;
  return {
    body: row,
    today,
    legalEntityId,
    legalEntity: legalEntities.get(legalEntityId) ?? null,
    // A row of a file names no version that it was made from; the statement compares what it was judged by.
    conditionsHold: true,
    version: null,
    license: stored
      ? { legalEntityId: stored.legal_entity_id, type: stored.type, isPrimary: stored.is_primary }
      : null,
    hasActivePrimaryLicense: licenses.some(
      ({ legal_entity_id, is_primary, expiry_date }) =>
        legal_entity_id === legalEntityId && is_primary && (expiry_date === null || expiry_date >= today),
    ),
  };
}
