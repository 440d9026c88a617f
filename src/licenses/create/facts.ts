import { additionalLicenseTypes, type ParameterFallbacks } from '../../parameters/parameters.ts';
import type { Database } from '../../platform/database/pool.ts';
import type { LicenseBody } from '../license.ts';
import { type FactsRow, findFacts } from './create.queries.ts';

/** Everything that the rules of SPEC 4.2 look at. */
export type CreateFacts = {
  body: LicenseBody;
  /** Current date in the registry's time zone, `YYYY-MM-DD`. */
  today: string;
  legalEntity: { type: string; status: string } | null;
  /** Active codes of dictionary LICENSE_TYPE, in its order. */
  licenseTypes: string[];
  /** What a legal entity of this type may have besides its primary licence. */
  additionalLicenseTypes: string[];
  hasActivePrimaryLicense: boolean;
  hasLicenseOfType: boolean;
};

export type FactServices = { db: Database; parameterFallbacks: ParameterFallbacks };

/** Loads the facts for one request, in a round trip that requests of the same moment share. */
export async function loadCreateFacts(
  { db, parameterFallbacks }: FactServices,
  { legalEntityId, body, today }: { legalEntityId: string; body: LicenseBody; today: string },
): Promise<CreateFacts> {
  const question = { legal_entity_id: legalEntityId, license_type: body.type, today };
  const [row] = (await findFacts(db, question)) as [FactsRow];
  const { legal_entity_type: type, legal_entity_status: status } = row;
  return {
    body,
    today,
    legalEntity: type === null ? null : { type, status },
    licenseTypes: row.license_types,
    additionalLicenseTypes:
      type === null ? [] : additionalLicenseTypes(type, row.additional_license_types, parameterFallbacks),
    hasActivePrimaryLicense: row.has_active_primary_license,
    hasLicenseOfType: row.has_license_of_type,
  };
}
