import type { Rule } from '../platform/errors/rules.ts';
import { licenseErrors as errors } from './errors.ts';
import type { LicenseBody } from './license.ts';

/** A check that several methods make; the step is what each of them calls it. */
type SharedRule<Facts> = Omit<Rule<Facts>, 'step'>;

export type LegalEntityFacts = {
  /** Of the token; null when its client is no legal entity. */
  legalEntity: { status: string } | null;
};

export const legalEntityExists: SharedRule<{ legalEntity: object | null }> = {
  id: 'legal_entity_exists',
  sentence: 'The legal entity of the token exists.',
  holds: ({ legalEntity }) => legalEntity !== null,
  refusal: errors.legalEntityNotFound,
};

export const legalEntityActiveOrSuspended: SharedRule<LegalEntityFacts> = {
  id: 'legal_entity_active_or_suspended',
  sentence: 'The status of the legal entity is ACTIVE or SUSPENDED.',
  holds: ({ legalEntity }) => legalEntity?.status === 'ACTIVE' || legalEntity?.status === 'SUSPENDED',
  refusal: errors.legalEntityNotActive,
  entry: '$.legal_entity_id',
};

export const activePrimaryLicense: SharedRule<{ hasActivePrimaryLicense: boolean }> = {
  id: 'active_primary_license',
  sentence: 'The legal entity has an active primary licence that is not expired on the current date.',
  holds: ({ hasActivePrimaryLicense }) => hasActivePrimaryLicense,
  refusal: errors.noPrimaryLicense,
};

export const unchangedMeanwhile: SharedRule<{ conditionsHold: boolean }> = {
  id: 'license_unchanged',
  sentence: 'What If-Match, If-None-Match and If-Unmodified-Since ask for holds.',
  holds: ({ conditionsHold }) => conditionsHold,
  refusal: errors.changedMeanwhile,
};

/** ISO dates of four-digit years order as text. */
export type DateFacts = {
  body: Pick<LicenseBody, 'issued_date' | 'active_from_date' | 'expiry_date'>;
  /** Current date in the registry's time zone, `YYYY-MM-DD`. */
  today: string;
};

export const issuedNotAfterActiveFrom: SharedRule<DateFacts> = {
  id: 'issued_not_after_active_from',
  sentence: '`issued_date` ≤ `active_from_date`.',
  holds: ({ body }) => body.issued_date <= body.active_from_date,
  refusal: errors.issuedAfterActive,
  entry: '$.issued_date',
};

export const activeFromNotAfterExpiry: SharedRule<DateFacts> = {
  id: 'active_from_not_after_expiry',
  sentence: '`active_from_date` ≤ `expiry_date`, if there is one.',
  holds: ({ body }) => body.expiry_date == null || body.active_from_date <= body.expiry_date,
  refusal: errors.activeAfterExpiry,
  entry: '$.active_from_date',
};

export const notExpired: SharedRule<DateFacts> = {
  id: 'not_expired',
  sentence: '`expiry_date` ≥ current date, if there is one; today is valid.',
  holds: ({ body, today }) => body.expiry_date == null || body.expiry_date >= today,
  refusal: errors.expired,
};
