import type { Rule } from '../../platform/errors/rules.ts';
import { licenseErrors } from '../errors.ts';

export type HistoryFacts = { isKnown: boolean };

/** The business check of `GET /api/admin/licenses/{id}/history`. */
export const licenseHistoryRules: readonly Rule<HistoryFacts>[] = [
  {
    id: 'license_known',
    step: 'extension',
    sentence: 'There is or was a licence with this id, active or not.',
    holds: ({ isKnown }) => isKnown,
    refusal: licenseErrors.notFound,
  },
];

/** The business check of `GET /api/licenses/{id}/history`. */
export const ownLicenseHistoryRules: readonly Rule<HistoryFacts>[] = [
  {
    id: 'license_known_to_legal_entity',
    step: '5',
    sentence: 'The legal entity of the token has or had a licence with this id, active or not.',
    holds: ({ isKnown }) => isKnown,
    refusal: licenseErrors.notFound,
  },
];
