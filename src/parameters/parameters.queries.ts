import { appendAudit } from '../audit/append.queries.ts';
import { STAMPED } from '../audit/stamp.ts';
import { statement } from '../platform/database/pool.ts';

export type ParameterRow = { name: string; value: string; updated_at: string };

export const findParameters = statement<ParameterRow>(
  'parameters.find-all',
  'SELECT name, value, updated_at FROM parameters ORDER BY name COLLATE "C"',
);

/** The stored value of the parameter of a type of legal entity, or null; both are SQL expressions. */
export const additionalLicenseTypesValue = (legalEntityType: string): string =>
  `(SELECT p.value FROM parameters p
            WHERE p.name = 'LEGAL_ENTITY_' || ${legalEntityType} || '_ADDITIONAL_LICENSE_TYPES')`;

/** What all audit rows of parameters say alike. */
const PARAMETER = { ...STAMPED, resource: "'parameter'", resourceId: '$5' };

/**
 * Sets a parameter, with its audit row; a value that is there already changes nothing. The table is locked meanwhile,
 * see `change.ts`, so that `before` is what the audit row follows.
 * $1 … $4 the stamp, $5 name, $6 value.
 */
export const upsertParameter = statement<{ previous: string | null; changed: boolean }>(
  'parameters.upsert',
  `WITH before AS (
     SELECT value FROM parameters WHERE name = $5
   ), changed AS (
     INSERT INTO parameters AS p (name, value, updated_at, updated_by) VALUES ($5, $6, $1::timestamptz, $2::uuid)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by
      WHERE p.value <> excluded.value
     RETURNING value
   ), audit AS (${appendAudit({
     ...PARAMETER,
     action: "CASE WHEN before.value IS NULL THEN 'create' ELSE 'update' END",
     old: 'before.value',
     new: 'changed.value',
     from: 'changed LEFT JOIN before ON true',
   })})
   SELECT (SELECT value FROM before) AS previous, EXISTS (SELECT 1 FROM changed) AS changed`,
);

/** Removes a parameter's row, with its audit row. $1 … $4 the stamp, $5 name. */
export const deleteParameter = statement<{ previous: string | null }>(
  'parameters.delete',
  `WITH gone AS (
     DELETE FROM parameters WHERE name = $5 RETURNING value
   ), audit AS (${appendAudit({ ...PARAMETER, action: "'delete'", old: 'gone.value', from: 'gone' })})
   SELECT (SELECT value FROM gone) AS previous`,
);

/** Whether the registry has the type, in its dictionary or its data. $1 type of legal entity. */
export const legalEntityTypeExists = statement<{ exists: boolean }>(
  'parameters.legal-entity-type-exists',
  `SELECT EXISTS (SELECT 1 FROM dictionary_values WHERE dictionary_name = 'LEGAL_ENTITY_TYPE_V2' AND code = $1)
       OR EXISTS (SELECT 1 FROM legal_entities WHERE type = $1) AS exists`,
);

/** Those of the codes that are no active licence type (SPEC 4.2, step 8). $1 codes. */
export const findUnknownLicenseTypes = statement<{ code: string }>(
  'parameters.find-unknown-license-types',
  `SELECT code FROM unnest($1::text[]) AS code
    WHERE code NOT IN (SELECT v.code FROM dictionary_values v JOIN dictionaries d ON d.name = v.dictionary_name
                        WHERE d.name = 'LICENSE_TYPE' AND d.is_active AND v.is_active)`,
);
