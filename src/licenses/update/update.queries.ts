import { appendAudit, changedFields } from '../../audit/append.queries.ts';
import { batchedStatement } from '../../platform/database/batched.ts';
import { statement } from '../../platform/database/pool.ts';
import { CHANGEABLE_COLUMNS, LICENSE_COLUMNS, type License } from '../license.ts';
import { CHANGEABLE_VALUES, STANDING_FACTS } from '../write.queries.ts';

type FactsQuestion = { license_id: string | null; legal_entity_id: string; today: string };
export type FactsRow = {
  legal_entity_status: string | null;
  license_legal_entity_id: string | null;
  license_type: string;
  license_is_primary: boolean;
  has_active_primary_license: boolean;
};

/** The facts of SPEC 6: one row for each request, whatever exists. */
export const findFacts = batchedStatement<FactsQuestion, FactsRow>(
  'licenses.update.find-facts',
  { license_id: 'uuid', legal_entity_id: 'uuid', today: 'date' },
  (asked) => `
   SELECT asked.place::int, le.status AS legal_entity_status,
          stored.legal_entity_id AS license_legal_entity_id, stored.type AS license_type,
          stored.is_primary AS license_is_primary,
          EXISTS (SELECT 1 FROM licenses l
                   WHERE l.legal_entity_id = asked.legal_entity_id AND l.is_active AND l.is_primary
                     AND (l.expiry_date >= asked.today OR l.expiry_date IS NULL)) AS has_active_primary_license
     FROM ${asked}
     LEFT JOIN legal_entities le ON le.id = asked.legal_entity_id
     LEFT JOIN licenses stored ON stored.id = asked.license_id AND stored.is_active`,
);

/** A licence with the version of its row, which each change of the row replaces. $1 id. */
export const findVersion = statement<License & { version: string }>(
  'licenses.update.find-version',
  `SELECT ${LICENSE_COLUMNS}, xmin::text AS version FROM licenses WHERE id = $1 AND is_active`,
);

/** The version that an update must still find, as the value after those of the body; null: any. */
const EXPECTED_VERSION = `$${CHANGEABLE_COLUMNS.length + 8}::xid`;

/**
 * Writes the changes and their audit row as one statement, hence one transaction and one round trip.
 *
 * `before` asks again for the facts of the licence, and holds it from there on: a second update waits in it, and
 * then sees what the first has written (READ COMMITTED looks at a row again once it has waited for it). So updates of
 * one licence queue up, each is compared with the one before it, and the old values of the audit log continue the new ones.
 * No row: a fact has changed since it was read. Nothing differs: the licence as it is, and nothing is written.
 * Values: those of {@link STANDING_FACTS}, and {@link EXPECTED_VERSION}: conditions of the request were judged by that
 * version, so that of two updates with one ETag the second finds another and is judged again.
 */
export const updateStoredLicense = statement<License>(
  'licenses.update.update-license',
  `WITH ${STANDING_FACTS}, before AS (
     SELECT l.* FROM licenses l JOIN primary_license p ON p.legal_entity_id = l.legal_entity_id
      WHERE l.id = $1 AND l.is_active AND NOT l.is_primary AND l.type = $3
        AND (${EXPECTED_VERSION} IS NULL OR l.xmin = ${EXPECTED_VERSION})
        FOR NO KEY UPDATE OF l
   ), license AS (
     UPDATE licenses l
        SET (${CHANGEABLE_COLUMNS.join(', ')}, updated_at, updated_by) = (${CHANGEABLE_VALUES}, $4, $5)
       FROM before
      WHERE l.id = before.id
        AND (${CHANGEABLE_COLUMNS.map((column) => `before.${column}`).join(', ')}) IS DISTINCT FROM (${CHANGEABLE_VALUES})
     RETURNING l.*
   ), audit AS (${appendAudit({
     insertedAt: 'license.updated_at',
     actorId: 'license.updated_by',
     clientId: 'license.legal_entity_id',
     requestId: '$6',
     resource: "'license'",
     resourceId: 'license.id',
     action: "'update'",
     old: 'changed.old',
     new: 'changed.new',
     from: `license JOIN before USING (id), ${changedFields('before', 'license')}`,
   })})
   SELECT ${LICENSE_COLUMNS} FROM license
   UNION ALL
   SELECT ${LICENSE_COLUMNS} FROM before WHERE NOT EXISTS (SELECT 1 FROM license)`,
);
