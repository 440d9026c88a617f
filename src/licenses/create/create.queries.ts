import { appendAudit } from '../../audit/append.queries.ts';
import { additionalLicenseTypesValue } from '../../parameters/parameters.queries.ts';
import { batchedStatement } from '../../platform/database/batched.ts';
import { statement } from '../../platform/database/pool.ts';
import { CHANGEABLE_COLUMNS, LICENSE_COLUMNS, type License } from '../license.ts';
import { CHANGEABLE_VALUES, STANDING_FACTS } from '../write.queries.ts';

type FactsQuestion = { legal_entity_id: string; license_type: string; today: string };
export type FactsRow = {
  legal_entity_type: string | null;
  legal_entity_status: string;
  license_types: string[];
  additional_license_types: string | null;
  has_active_primary_license: boolean;
  has_license_of_type: boolean;
};

/** The facts of SPEC 4.2: one row for each request, also where the legal entity does not exist. */
export const findFacts = batchedStatement<FactsQuestion, FactsRow>(
  'licenses.create.find-facts',
  { legal_entity_id: 'uuid', license_type: 'text', today: 'date' },
  (asked) => `
   SELECT asked.place::int, le.type AS legal_entity_type, le.status AS legal_entity_status,
          ARRAY(SELECT v.code FROM dictionary_values v JOIN dictionaries d ON d.name = v.dictionary_name
                 WHERE d.name = 'LICENSE_TYPE' AND d.is_active AND v.is_active ORDER BY v.position) AS license_types,
          ${additionalLicenseTypesValue('le.type')} AS additional_license_types,
          EXISTS (SELECT 1 FROM licenses l
                   WHERE l.legal_entity_id = asked.legal_entity_id AND l.is_active AND l.is_primary
                     AND (l.expiry_date >= asked.today OR l.expiry_date IS NULL)) AS has_active_primary_license,
          EXISTS (SELECT 1 FROM licenses l
                   WHERE l.legal_entity_id = asked.legal_entity_id AND l.is_active
                     AND l.type = asked.license_type) AS has_license_of_type
     FROM ${asked} LEFT JOIN legal_entities le ON le.id = asked.legal_entity_id`,
);

/**
 * Writes the licence and its audit row as one statement, hence one transaction and one round trip. No row: a fact has
 * changed since it was read. Values: those of {@link STANDING_FACTS}.
 */
export const insertLicense = statement<License>(
  'licenses.create.insert-license',
  `WITH ${STANDING_FACTS}, license AS (
     INSERT INTO licenses (id, type, ${CHANGEABLE_COLUMNS.join(', ')}, legal_entity_id, is_primary, is_active,
                           inserted_at, inserted_by, updated_at, updated_by)
     SELECT $1, $3, ${CHANGEABLE_VALUES}, legal_entity_id, false, true, $4, $5, $4, $5
       FROM primary_license
     RETURNING ${LICENSE_COLUMNS}
   ), audit AS (${appendAudit({
     insertedAt: 'inserted_at',
     actorId: 'inserted_by',
     clientId: 'legal_entity_id',
     requestId: '$6',
     resource: "'license'",
     action: "'create'",
     new: 'to_jsonb(license)',
     from: 'license',
   })})
   SELECT ${LICENSE_COLUMNS} FROM license`,
);
