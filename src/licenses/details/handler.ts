import type { Answer } from '../../api/answers.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { Database } from '../../platform/database/pool.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import { preconditionsHold } from '../../platform/http/conditional.ts';
import { isUuid } from '../../platform/json/validator.ts';
import { licenseAnswer, validatorsOf } from '../answer.ts';
import { findLicenses } from '../get/get.queries.ts';
import type { License } from '../license.ts';
import { getLicenseRules } from './rules.ts';

/** SPEC 5. A foreign licence, an inactive one and none at all are the same to the caller. */
export async function getLicense(
  { params, principal, preconditions, observeRefusal }: HandledRequest<{ params: { id: string } }>,
  { db }: { db: Database },
): Promise<Answer> {
  const noFilter = { license_number: null, type: null, is_primary: null };
  const [license] = isUuid(params.id)
    ? await findLicenses(db, { legal_entity_id: principal.clientId, id: params.id, ...noFilter })
    : [];
  const validators = license && validatorsOf(license);
  const isVisible = validators !== undefined;
  const conditionsHold = isVisible && preconditionsHold(preconditions, validators);
  enforceRules(getLicenseRules, { isVisible, conditionsHold }, observeRefusal);
  return licenseAnswer(license as License, validators);
}
