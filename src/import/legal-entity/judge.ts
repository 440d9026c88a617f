import type { ErrorDefinition } from '../../platform/errors/error-definition.ts';
import { firstBrokenRule, type Rule } from '../../platform/errors/rules.ts';
import type { Judge, Verdict } from '../kind.ts';
import { refuseByRule } from '../refusal.ts';

export type LegalEntityRow = {
  /** Lower case. */
  id: string;
  name: string;
  edrpou: string;
  type: string;
  status: string;
};

const alreadyPresent: ErrorDefinition = {
  code: 'legal-entity-already-present',
  status: 409,
  type: 'request_conflict',
  message: 'Legal entity with id <id> is already present',
  cause: 'The column `id` names a legal entity that exists.',
  remedy: 'An import only adds; change what exists with a world file.',
};

type LegalEntityFacts = { id: string; isPresent: boolean };

/** What a legal entity must fulfil beyond its form. */
const legalEntityImportRules: readonly Rule<LegalEntityFacts>[] = [
  {
    id: 'legal_entity_id_not_present',
    step: 'import',
    sentence: 'No legal entity has the id of the row.',
    holds: ({ isPresent }) => !isPresent,
    refusal: alreadyPresent,
    values: ({ id }) => ({ id }),
  },
];

/** @param takenIds grows with every row that is accepted */
export function legalEntityJudge(takenIds: Set<string>): Judge<LegalEntityRow> {
  return (candidates, ahead) => {
    for (const { id } of ahead) takenIds.add(id);
    const verdict: Verdict<LegalEntityRow> = { accepted: [], refused: [] };
    for (const candidate of candidates) {
      const { id } = candidate.row;
      const facts = { id, isPresent: takenIds.has(id) };
      const broken = firstBrokenRule(legalEntityImportRules, facts);
      if (broken) verdict.refused.push(refuseByRule(candidate.line, broken, facts));
      else verdict.accepted.push(candidate);
      takenIds.add(id);
    }
    return verdict;
  };
}
