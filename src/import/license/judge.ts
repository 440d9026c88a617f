import { firstBrokenRule } from '../../platform/errors/rules.ts';
import type { Candidate, Judge, Verdict } from '../kind.ts';
import { refuseByRule } from '../refusal.ts';
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
  return (candidates, ahead) => {
    for (const row of ahead) remember(knowledge, row);
    const verdict: Verdict<LicenseRow> = { accepted: [], refused: [] };
    for (const candidate of candidates) judgeOne(knowledge, candidate, verdict);
    return verdict;
  };
}

function judgeOne(
  knowledge: LicenseKnowledge,
  candidate: Candidate<LicenseRow>,
  verdict: Verdict<LicenseRow>,
): void {
  const { line, row } = candidate;
  const facts = factsOf(knowledge, row);
  const broken = firstBrokenRule(
    row.is_primary ? primaryLicenseImportRules : additionalLicenseImportRules,
    facts,
  );
  if (broken) verdict.refused.push(refuseByRule(line, broken, facts));
  else {
    verdict.accepted.push(candidate);
    remember(knowledge, row);
  }
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
