import type { Rule } from '../../platform/errors/rules.ts';
import { licenseErrors } from '../errors.ts';
import { unchangedMeanwhile } from '../shared-rules.ts';

export type GetLicenseFacts = { isVisible: boolean; conditionsHold: boolean };

/** The business checks of `GET /api/licenses/{id}`. */
export const getLicenseRules: readonly Rule<GetLicenseFacts>[] = [
  {
    id: 'license_visible',
    step: '5',
    sentence: 'An active licence with this id belongs to the legal entity of the token.',
    holds: ({ isVisible }) => isVisible,
    refusal: licenseErrors.notFound,
  },
  { step: '2', ...unchangedMeanwhile },
];
