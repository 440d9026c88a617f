import { judgeByRules } from '../judge.ts';
import type { Judge } from '../kind.ts';
import { addLicense, type Holdings, type Vocabulary } from './facts.ts';
import type { LicenseRow } from './row.ts';
import { additionalLicenseImportRules, type LicenseImportFacts, primaryLicenseImportRules } from './rules.ts';

export type LicenseKnowledge = {
  holdings: Map<string, Holdings>;
  vocabulary: Vocabulary;
  /** Ids that are known to be taken. */
  takenIds: Set<string>;
  /** Current date in the registry's time zone. */
  today: string;
};

/** The rules over what is known, which grows with every row that is accepted. */
export function licenseJudge(knowledge: LicenseKnowledge): Judge<LicenseRow> {
  return judgeByRules(
    (row) => (row.is_primary ? primaryLicenseImportRules : additionalLicenseImportRules),
    (row) => factsOf(knowledge, row),
    (row) => remember(knowledge, row),
  );
}

function factsOf(
  { holdings, vocabulary, takenIds, today }: LicenseKnowledge,
  row: LicenseRow,
): LicenseImportFacts {
  const { legalEntity, licenseTypes, primaryExpiry } = holdings.get(row.legal_entity_id) as Holdings;
  return {
    body: row,
    today,
    legalEntity,
    licenseTypes: vocabulary.licenseTypes,
    additionalLicenseTypes: legalEntity === null ? [] : vocabulary.additionalLicenseTypes(legalEntity.type),
    // As SPEC 4.2 (10) has it; dates order as text.
    hasActivePrimaryLicense:
      primaryExpiry === null || (primaryExpiry !== undefined && primaryExpiry >= today),
    hasLicenseOfType: licenseTypes.includes(row.type),
    hasPrimaryLicense: primaryExpiry !== undefined,
    isIdTaken: takenIds.has(row.id),
    id: row.id,
  };
}

function remember({ holdings, takenIds }: LicenseKnowledge, row: LicenseRow): void {
  takenIds.add(row.id);
  const own = holdings.get(row.legal_entity_id);
  if (own) addLicense(own, row); // a row of another batch may be about a legal entity that this one does not mention
}
