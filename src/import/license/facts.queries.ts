import { statement } from '../../platform/database/pool.ts';

/** Locked, so that nobody closes the legal entity before the batch is committed; in the order of ids, against deadlocks. $1 ids. */
export const lockLegalEntities = statement<{ id: string; type: string; status: string }>(
  'import.lock-legal-entities',
  'SELECT id, type, status FROM legal_entities WHERE id = ANY ($1) ORDER BY id FOR SHARE',
);
/** For a dry run, which changes nothing. $1 ids. */
export const findLegalEntities = statement<{ id: string; type: string; status: string }>(
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

/** The primary licences are locked: an additional one may only be created while its primary one is valid. $1 legal entities. */
export const lockLicenses = statement<LicenseFact>(
  'import.lock-licenses',
  `WITH primary_licenses AS (
     SELECT ${FACT_COLUMNS} FROM licenses WHERE legal_entity_id = ANY ($1) AND is_active AND is_primary
        FOR SHARE
   )
   SELECT ${FACT_COLUMNS} FROM primary_licenses
   UNION ALL
   SELECT ${FACT_COLUMNS} FROM licenses WHERE legal_entity_id = ANY ($1) AND is_active AND NOT is_primary`,
);
/** Those of the registry, and those that the dry run would have added. $1 legal entities. */
export const findLicenses = statement<LicenseFact>(
  'import.find-licenses',
  `SELECT ${FACT_COLUMNS} FROM licenses WHERE legal_entity_id = ANY ($1) AND is_active
   UNION ALL
   SELECT ${FACT_COLUMNS} FROM pg_temp.dry_run_licenses WHERE legal_entity_id = ANY ($1)`,
);

/** The active types of licences, and the parameters that the database has. */
export const findVocabulary = statement<{ license_types: string[]; parameters: Record<string, string> }>(
  'import.find-vocabulary',
  `SELECT ARRAY(SELECT v.code FROM dictionary_values v JOIN dictionaries d ON d.name = v.dictionary_name
                 WHERE d.name = 'LICENSE_TYPE' AND d.is_active AND v.is_active ORDER BY v.position) AS license_types,
          (SELECT coalesce(jsonb_object_agg(p.name, p.value), '{}') FROM parameters p) AS parameters`,
);
