import {
  additionalLicenseTypesParameter,
  type ParameterFallbacks,
  parseListParameter,
} from '../../parameters/parameters.ts';
import { coalescePerPool } from '../../platform/database/coalesce.ts';
import { type Database, statement } from '../../platform/database/pool.ts';
import type { LicenseBody } from '../license.ts';

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

type FactsRequest = { legalEntityId: string; body: LicenseBody; today: string };

type FactsRow = {
  legal_entity_type: string | null;
  legal_entity_status: string;
  license_types: string[];
  additional_license_types: string | null;
  has_active_primary_license: boolean;
  has_license_of_type: boolean;
};

/**
 * The facts of many requests, a row each in their order, also where the legal entity does not exist.
 * $1 legal entities, $2 licence types, $3 current dates.
 */
export const findFacts = statement<FactsRow>(
  'licenses.create.find-facts',
  `SELECT le.type AS legal_entity_type, le.status AS legal_entity_status,
          ARRAY(SELECT v.code FROM dictionary_values v JOIN dictionaries d ON d.name = v.dictionary_name
                 WHERE d.name = 'LICENSE_TYPE' AND d.is_active AND v.is_active ORDER BY v.position) AS license_types,
          (SELECT p.value FROM parameters p
            WHERE p.name = 'LEGAL_ENTITY_' || le.type || '_ADDITIONAL_LICENSE_TYPES') AS additional_license_types,
          EXISTS (SELECT 1 FROM licenses l
                   WHERE l.legal_entity_id = asked.legal_entity_id AND l.is_active AND l.is_primary
                     AND (l.expiry_date >= asked.today OR l.expiry_date IS NULL)) AS has_active_primary_license,
          EXISTS (SELECT 1 FROM licenses l
                   WHERE l.legal_entity_id = asked.legal_entity_id AND l.is_active
                     AND l.type = asked.license_type) AS has_license_of_type
     FROM unnest($1::uuid[], $2::text[], $3::date[]) WITH ORDINALITY
            AS asked (legal_entity_id, license_type, today, place)
     LEFT JOIN legal_entities le ON le.id = asked.legal_entity_id
    ORDER BY asked.place`,
);

const lookUpFacts = coalescePerPool((db, requests: FactsRequest[]) =>
  findFacts(db, [
    requests.map(({ legalEntityId }) => legalEntityId),
    requests.map(({ body }) => body.type),
    requests.map(({ today }) => today),
  ]),
);

/** Loads the facts for one request, in a round trip that requests of the same moment share. */
export async function loadCreateFacts(
  db: Database,
  fallbacks: ParameterFallbacks,
  request: FactsRequest,
): Promise<CreateFacts> {
  const { body, today } = request;
  const row = await lookUpFacts(db, request);
  const type = row.legal_entity_type;
  const additional =
    type === null ? '' : (row.additional_license_types ?? fallbacks[additionalLicenseTypesParameter(type)]);
  return {
    body,
    today,
    legalEntity: type === null ? null : { type, status: row.legal_entity_status },
    licenseTypes: row.license_types,
    additionalLicenseTypes: parseListParameter(additional),
    hasActivePrimaryLicense: row.has_active_primary_license,
    hasLicenseOfType: row.has_license_of_type,
  };
}
