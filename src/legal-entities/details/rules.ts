import type { Rule } from '../../platform/errors/rules.ts';
import { legalEntityErrors as errors } from '../errors.ts';

/** What is found; null also when it is not for the caller to see. */
export type DetailsFacts = { legalEntity: object | null };

/** The business check of `GET /api/v2/legal_entities/{id}`. */
export const legalEntityDetailsRules: readonly Rule<DetailsFacts>[] = [
  {
    id: 'legal_entity_visible',
    step: '10',
    sentence:
      'The legal entity exists and the token sees it: it is its own, or the type of its client is NHS or MIS.',
    holds: ({ legalEntity }) => legalEntity !== null,
    refusal: errors.notVisible,
  },
];
