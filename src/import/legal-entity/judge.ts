import { legalEntityErrors } from '../../legal-entities/errors.ts';
import type { Rule } from '../../platform/errors/rules.ts';
import { judgeByRules } from '../judge.ts';
import type { Judge } from '../kind.ts';

export type LegalEntityRow = {
  /** Lower case. */
  id: string;
  name: string;
  edrpou: string;
  type: string;
  status: string;
};

type LegalEntityFacts = { id: string; isPresent: boolean };

/** What a legal entity must fulfil beyond its form. */
export const legalEntityImportRules: readonly Rule<LegalEntityFacts>[] = [
  {
    id: 'legal_entity_id_not_present',
    step: 'import',
    sentence: 'No legal entity has the id of the row.',
    holds: ({ isPresent }) => !isPresent,
    refusal: legalEntityErrors.alreadyPresent,
    values: ({ id }) => ({ id }),
  },
];

/** @param takenIds grows with every row that is accepted */
export function legalEntityJudge(takenIds: Set<string>): Judge<LegalEntityRow> {
  return judgeByRules(
    () => legalEntityImportRules,
    ({ id }) => ({ id, isPresent: takenIds.has(id) }),
    ({ id }) => takenIds.add(id),
  );
}
