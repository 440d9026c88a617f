import { violatedConstraint } from '../platform/database/postgres-errors.ts';
import { businessError } from '../platform/errors/error-definition.ts';
import type { Rule } from '../platform/errors/rules.ts';
import { licenseErrors } from './errors.ts';
import { activeFromNotAfterExpiry, issuedNotAfterActiveFrom, legalEntityExists } from './shared-rules.ts';

/**
 * Constraints of `licenses` that a request can hit when it races another: the database is the last judge,
 * and its verdict reads like the check that would have given it a moment later.
 */
const RULES: Readonly<Record<string, Pick<Rule<never>, 'refusal' | 'entry'>>> = {
  licenses_legal_entity_id_type_active_key: { refusal: licenseErrors.alreadyPresent },
  licenses_legal_entity_id_fkey: legalEntityExists,
  licenses_issued_date_check: issuedNotAfterActiveFrom,
  licenses_active_from_date_check: activeFromNotAfterExpiry,
};

/**
 * The refusal that a violated constraint stands for, or the error as it was.
 * @param type licence type of the request
 */
export function translateLicenseConstraint(error: unknown, type: string): unknown {
  const rule = RULES[violatedConstraint(error) ?? ''];
  if (rule === undefined) return error;
  const { refusal, entry } = rule;
  return businessError(refusal, { values: { type }, ...(entry === undefined ? {} : { entry }) });
}
