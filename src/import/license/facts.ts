import {
  additionalLicenseTypesParameter,
  type ParameterFallbacks,
  parseListParameter,
} from '../../parameters/parameters.ts';
import { type Database, statement } from '../../platform/database/pool.ts';
import { plainArray } from '../array-literal.ts';

/** What the registry says about one legal entity, and what this import has added since. */
export type Holdings = {
  legalEntity: { type: string; status: string } | null;
  /** Types of its licences with `is_active`. */
  licenseTypes: string[];
  /** When the active primary licence ends; null: never; undefined: there is none. */
  primaryExpiry: string | null | undefined;
};

/** What holds for every row of a batch. */
export type Vocabulary = {
  licenseTypes: string[];
  additionalLicenseTypes(legalEntityType: string): string[];
};

/** Locked, so that nobody closes the legal entity before the batch is committed; in the order of ids, against deadlocks. */
const lockLegalEntities = statement<{ id: string; type: string; status: string }>(
  'import.lock-legal-entities',
  'SELECT id, type, status FROM legal_entities WHERE id = ANY ($1) ORDER BY id FOR SHARE',
);
const findLegalEntities = statement<{ id: string; type: string; status: string }>(
  'import.find-legal-entities',
  'SELECT id, type, status FROM legal_entities WHERE id = ANY ($1)',
);

type LicenseFact = {
  legal_entity_id: string;
  type: string;
  is_primary: boolean;
  expiry_date: string | null;
};
const FACT_COLUMNS = 'legal_entity_id, type, is_primary, expiry_date';

/** The primary licences are locked: an additional one may only be created while its primary one is valid. */
const lockLicenses = statement<LicenseFact>(
  'import.lock-licenses',
  `WITH primary_licenses AS (
     SELECT ${FACT_COLUMNS} FROM licenses WHERE legal_entity_id = ANY ($1) AND is_active AND is_primary
        FOR SHARE
   )
   SELECT ${FACT_COLUMNS} FROM primary_licenses
   UNION ALL
   SELECT ${FACT_COLUMNS} FROM licenses WHERE legal_entity_id = ANY ($1) AND is_active AND NOT is_primary`,
);
/** Those of the registry, and those that the dry run would have added. */
const findLicenses = statement<LicenseFact>(
  'import.find-licenses',
  `SELECT ${FACT_COLUMNS} FROM licenses WHERE legal_entity_id = ANY ($1) AND is_active
   UNION ALL
   SELECT ${FACT_COLUMNS} FROM pg_temp.dry_run_licenses WHERE legal_entity_id = ANY ($1)`,
);

const findVocabulary = statement<{ license_types: string[]; parameters: Record<string, string> }>(
  'import.find-vocabulary',
  `SELECT ARRAY(SELECT v.code FROM dictionary_values v JOIN dictionaries d ON d.name = v.dictionary_name
                 WHERE d.name = 'LICENSE_TYPE' AND d.is_active AND v.is_active ORDER BY v.position) AS license_types,
          (SELECT coalesce(jsonb_object_agg(p.name, p.value), '{}') FROM parameters p) AS parameters`,
);

/** Holdings of each of these legal entities, those included that do not exist. */
export async function loadHoldings(
  db: Database,
  legalEntityIds: readonly string[],
  dryRun: boolean,
): Promise<Map<string, Holdings>> {
  const ids = [...new Set(legalEntityIds)];
  const holdings = new Map<string, Holdings>(
    ids.map((id) => [id, { legalEntity: null, licenseTypes: [], primaryExpiry: undefined }]),
  );
  const keys = plainArray(ids);
  for (const { id, type, status } of await (dryRun ? findLegalEntities : lockLegalEntities)(db, [keys])) {
    (holdings.get(id) as Holdings).legalEntity = { type, status };
  }
  for (const license of await (dryRun ? findLicenses : lockLicenses)(db, [keys])) {
    addLicense(holdings.get(license.legal_entity_id) as Holdings, license);
  }
  return holdings;
}

/** Takes note of a licence; doing it twice changes nothing. */
export function addLicense(
  holdings: Holdings,
  license: { type: string; is_primary: boolean; expiry_date?: string | null | undefined },
): void {
  if (!holdings.licenseTypes.includes(license.type)) holdings.licenseTypes.push(license.type);
  if (license.is_primary) holdings.primaryExpiry = license.expiry_date ?? null;
}

export async function loadVocabulary(db: Database, fallbacks: ParameterFallbacks): Promise<Vocabulary> {
  const [row] = (await findVocabulary(db, [])) as [
    { license_types: string[]; parameters: Record<string, string> },
  ];
  const lists = new Map<string, string[]>();
  return {
    licenseTypes: row.license_types,
    additionalLicenseTypes(legalEntityType) {
      const name = additionalLicenseTypesParameter(legalEntityType);
      const list = lists.get(name) ?? parseListParameter(row.parameters[name] ?? fallbacks[name]);
      lists.set(name, list);
      return list;
    },
  };
}
