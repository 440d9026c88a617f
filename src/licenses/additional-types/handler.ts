import type { Answer } from '../../api/answers.ts';
import type { HandledRequest } from '../../api/route.ts';
import { additionalLicenseTypes } from '../../parameters/parameters.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import type { FactServices } from '../create/facts.ts';
import { type AdditionalTypesRow, findAdditionalTypes } from './additional-types.queries.ts';
import { additionalTypesRules } from './rules.ts';

/**
 * SPEC 5: what steps 8 and 9 of create admit. Which of it is there already is told by a licence's id, since that is to be
 * changed and not added.
 * @throws ApiError 404 for a token of no legal entity
 */
export async function getAdditionalTypes(
  { principal, observeRefusal }: HandledRequest,
  { db, parameterFallbacks }: FactServices,
): Promise<Answer> {
  const [row = null] = await findAdditionalTypes(db, [principal.clientId]);
  enforceRules(additionalTypesRules, { legalEntity: row }, observeRefusal);
  const { legal_entity_type, additional_license_types, license_types } = row as AdditionalTypesRow;
  const admitted = additionalLicenseTypes(legal_entity_type, additional_license_types, parameterFallbacks);
  const known = new Map(license_types.map((each) => [each.type, each]));
  return { data: [...new Set(admitted)].flatMap((type) => known.get(type) ?? []) };
}
