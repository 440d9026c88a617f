import type { CreateFacts } from '../../licenses/create/facts.ts';
import { createLicenseRules } from '../../licenses/create/rules.ts';
import { licenseErrors } from '../../licenses/errors.ts';
import { primaryLicenseType } from '../../licenses/primary-license-type.ts';
import type { ErrorDefinition } from '../../platform/errors/error-definition.ts';
import type { Rule } from '../../platform/errors/rules.ts';

/** What the rules of an import look at: that of the API, and what it has no use for. */
export type LicenseImportFacts = CreateFacts & {
  hasPrimaryLicense: boolean;
  /** The id that the file gives is another licence's. */
  isIdTaken: boolean;
  id: string;
};

/** Refusals that only an import can give. */
const importErrors = {
  primaryAlreadyPresent: {
    code: 'license-primary-already-present',
    status: 409,
    type: 'request_conflict',
    message: 'Legal entity already has a primary license',
    cause: 'The legal entity has an active primary licence of another type.',
    remedy: 'Correct the stored licence first.',
  },
  idAlreadyPresent: {
    code: 'license-id-already-present',
    status: 409,
    type: 'request_conflict',
    message: 'License with id <id> is already present',
    cause: 'The column `id` names a licence that exists.',
    remedy: 'Leave the field empty: a new id is made.',
  },
} satisfies Record<string, ErrorDefinition>;

const idNotPresent: Rule<LicenseImportFacts> = {
  id: 'license_id_not_present',
  step: 'import',
  sentence: 'No licence, active or not, has the id of the row.',
  holds: ({ isIdTaken }) => !isIdTaken,
  refusal: importErrors.idAlreadyPresent,
  values: ({ id }) => ({ id }),
};

/** An additional licence: everything that the API checks, in its order. */
export const additionalLicenseImportRules: readonly Rule<LicenseImportFacts>[] = [
  ...createLicenseRules,
  idNotPresent,
];

/** A primary licence, which the API does not create: the API's rules where they apply, and those of its own. */
export const primaryLicenseImportRules: readonly Rule<LicenseImportFacts>[] = [
  fromApi('legal_entity_exists'),
  fromApi('legal_entity_active_or_suspended'),
  fromApi('license_type_in_dictionary'),
  {
    id: 'license_type_primary_for_legal_entity_type',
    step: '10',
    sentence:
      'The type is the primary one of the type of the legal entity: PHARMACY of a PHARMACY, else MSP.',
    holds: ({ body, legalEntity }) => primaryLicenseType(legalEntity?.type ?? '') === body.type,
    refusal: licenseErrors.typeMismatch,
  },
  // Before the next one, so that a row that is imported again is told that it is there.
  fromApi('license_type_not_present'),
  {
    id: 'primary_license_not_present',
    step: '12.1',
    sentence: 'The legal entity has no other primary licence with `is_active`, expired or not.',
    holds: ({ hasPrimaryLicense }) => !hasPrimaryLicense,
    refusal: importErrors.primaryAlreadyPresent,
  },
  fromApi('issued_not_after_active_from'),
  fromApi('active_from_not_after_expiry'),
  fromApi('not_expired'),
  idNotPresent,
];

function fromApi(id: string): Rule<CreateFacts> {
  const rule = createLicenseRules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`the rules of the API have no rule ${id}`);
  return rule;
}
