import {
  additionalLicenseTypesParameter,
  type ParameterFallbacks,
  parseListParameter,
} from '../../parameters/parameters.ts';
import type { Database } from '../../platform/database/pool.ts';
import { plainArray } from '../array-literal.ts';
import {
  findLegalEntities,
  findLicenses,
  findVocabulary,
  lockLegalEntities,
  lockLicenses,
} from './facts.queries.ts';

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
