import type { Rule } from '../../platform/errors/rules.ts';
import { licenseErrors as errors } from '../errors.ts';
import {
  activeFromNotAfterExpiry,
  activePrimaryLicense,
  issuedNotAfterActiveFrom,
  legalEntityActiveOrSuspended,
  legalEntityExists,
  notExpired,
  unchangedMeanwhile,
} from '../shared-rules.ts';
import type { UpdateFacts } from './facts.ts';

/** The business checks of `PATCH /api/licenses/{id}`: steps – and 6 of SPEC 4.2, then SPEC 6 from 7 to 15. */
export const updateLicenseRules: readonly Rule<UpdateFacts>[] = [
  { step: '4.2 (–)', ...legalEntityExists },
  { step: '4.2 (6)', ...legalEntityActiveOrSuspended },
  {
    id: 'license_exists',
    step: '6 (7)',
    sentence: 'A licence with this id and `is_active` exists; an id that is not a uuid does not exist.',
    holds: ({ license }) => license !== null,
    refusal: errors.notFound,
  },
  {
    id: 'stored_license_additional',
    step: '6 (8)',
    sentence: 'The stored licence is an additional one.',
    holds: ({ license }) => license?.isPrimary === false,
    refusal: errors.onlyAdditionalUpdated,
  },
  {
    id: 'license_stays_additional',
    step: '6 (9)',
    sentence: '`$.is_primary` is false.',
    holds: ({ body }) => body.is_primary === false,
    refusal: errors.notToPrimary,
    entry: '$.is_primary',
  },
  {
    id: 'license_of_legal_entity',
    step: '6 (10)',
    sentence: 'The licence belongs to the legal entity of the token.',
    holds: ({ license, legalEntityId }) => license?.legalEntityId === legalEntityId,
    refusal: errors.foreign,
  },
  // After what would be refused whatever the body says (RFC 9110, 13.2.1), before what compares the body with the licence.
  { step: '2', ...unchangedMeanwhile },
  {
    id: 'license_type_unchanged',
    step: '6 (11)',
    sentence: '`$.type` equals the stored type.',
    holds: ({ body, license }) => body.type === license?.type,
    refusal: errors.typeFixed,
  },
  { step: '6 (12)', ...activePrimaryLicense },
  { step: '6 (13)', ...issuedNotAfterActiveFrom },
  { step: '6 (14)', ...activeFromNotAfterExpiry },
  { step: '6 (15)', ...notExpired },
];
