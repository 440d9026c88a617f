import { violatedConstraint } from '../platform/database/postgres-errors.ts';
import { type ApiError, businessError } from '../platform/errors/error-definition.ts';
import { licenseErrors } from './errors.ts';

/**
 * Constraints of `licenses` that a request can hit when it races another: the database is the last judge,
 * and its verdict reads like the check that would have given it a moment later.
 */
const CONSTRAINT_ERRORS: Record<string, (type: string) => ApiError> = {
  licenses_legal_entity_id_type_active_key: (type) =>
    businessError(licenseErrors.alreadyPresent, { values: { type } }),
  licenses_legal_entity_id_fkey: () => businessError(licenseErrors.legalEntityNotFound),
  licenses_issued_date_check: () =>
    businessError(licenseErrors.issuedAfterActive, { entry: '$.issued_date' }),
  licenses_active_from_date_check: () =>
    businessError(licenseErrors.activeAfterExpiry, { entry: '$.active_from_date' }),
};

/**
 * The refusal that a violated constraint stands for, or the error as it was.
 * @param type licence type of the request
 */
export function translateLicenseConstraint(error: unknown, type: string): unknown {
  return CONSTRAINT_ERRORS[violatedConstraint(error) ?? '']?.(type) ?? error;
}
