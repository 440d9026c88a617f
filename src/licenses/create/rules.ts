import { httpErrors } from '../../platform/errors/http-errors.ts';
import type { Rule } from '../../platform/errors/rules.ts';
import { inclusionRule } from '../../platform/json/schema-errors.ts';
import { licenseErrors as errors } from '../errors.ts';
import {
  activeFromNotAfterExpiry,
  activePrimaryLicense,
  issuedNotAfterActiveFrom,
  legalEntityActiveOrSuspended,
  legalEntityExists,
  notExpired,
} from '../shared-rules.ts';
import type { CreateFacts } from './facts.ts';

/**
 * The business checks of `POST /api/licenses`, SPEC 4.2 from "legal entity exists" to 14, in its order.
 * Steps 1–5 (token, scope, content type, schema) are the same for every method and live in `platform/http`.
 */
export const createLicenseRules: readonly Rule<CreateFacts>[] = [
  { step: '4.2 (–)', ...legalEntityExists },
  { step: '4.2 (6)', ...legalEntityActiveOrSuspended },
  {
    id: 'license_additional',
    step: '4.2 (7)',
    sentence: '`$.is_primary` is false.',
    holds: ({ body }) => body.is_primary === false,
    refusal: errors.onlyAdditional,
    entry: '$.is_primary',
  },
  {
    id: 'license_type_in_dictionary',
    step: '4.2 (8)',
    sentence: '`$.type` is an active value of dictionary LICENSE_TYPE.',
    holds: ({ body, licenseTypes }) => licenseTypes.includes(body.type),
    refusal: httpErrors.schemaInvalid,
    invalid: ({ licenseTypes }) => [
      { entry: '$.type', entry_type: 'json_data_property', rules: [inclusionRule(licenseTypes)] },
    ],
  },
  {
    id: 'license_type_allowed_for_legal_entity_type',
    step: '4.2 (9)',
    sentence:
      "`$.type` is in the parameter `LEGAL_ENTITY_<TYPE>_ADDITIONAL_LICENSE_TYPES` of the legal entity's type.",
    holds: ({ body, additionalLicenseTypes }) => additionalLicenseTypes.includes(body.type),
    refusal: errors.typeMismatch,
    allowed: ({ additionalLicenseTypes }) => additionalLicenseTypes,
  },
  { step: '4.2 (10)', ...activePrimaryLicense },
  {
    id: 'license_type_not_present',
    step: '4.2 (11)',
    sentence: 'The legal entity has no licence of the same type with `is_active`, expired or not.',
    holds: ({ hasLicenseOfType }) => !hasLicenseOfType,
    refusal: errors.alreadyPresent,
    values: ({ body }) => ({ type: body.type }),
  },
  { step: '4.2 (12)', ...issuedNotAfterActiveFrom },
  { step: '4.2 (13)', ...activeFromNotAfterExpiry },
  { step: '4.2 (14)', ...notExpired },
];
