import { type Database, statement } from '../../platform/database/pool.ts';
import { isUuid } from '../../platform/json/validator.ts';
import type { LicenseBody } from '../license.ts';

/** Everything that the rules of SPEC 6 look at. Of the stored licence: only what no update changes. */
export type UpdateFacts = {
  body: LicenseBody;
  /** Current date in the registry's time zone, `YYYY-MM-DD`. */
  today: string;
  /** Of the token. */
  legalEntityId: string;
  legalEntity: { status: string } | null;
  license: { legalEntityId: string; type: string; isPrimary: boolean } | null;
  hasActivePrimaryLicense: boolean;
};

type FactsRow = {
  legal_entity_status: string | null;
  license_legal_entity_id: string | null;
  license_type: string;
  license_is_primary: boolean;
  has_active_primary_license: boolean;
};

/** One row, whatever exists. $1 licence or null, $2 legal entity, $3 current date. */
export const findFacts = statement<FactsRow>(
  'licenses.update.find-facts',
  `SELECT le.status AS legal_entity_status,
          stored.legal_entity_id AS license_legal_entity_id, stored.type AS license_type,
          stored.is_primary AS license_is_primary,
          EXISTS (SELECT 1 FROM licenses l
                   WHERE l.legal_entity_id = $2 AND l.is_active AND l.is_primary
                     AND (l.expiry_date >= $3 OR l.expiry_date IS NULL)) AS has_active_primary_license
     FROM (VALUES (true)) AS one_row
     LEFT JOIN legal_entities le ON le.id = $2
     LEFT JOIN licenses stored ON stored.id = $1 AND stored.is_active`,
);

/** Loads the facts for one request in one round trip. */
export async function loadUpdateFacts(
  db: Database,
  request: { id: string; legalEntityId: string; body: LicenseBody; today: string },
): Promise<UpdateFacts> {
  const { id, legalEntityId, body, today } = request;
  // What is not a uuid is no licence (SPEC 6, step 7), and PostgreSQL must not be asked about it.
  const [row] = (await findFacts(db, [isUuid(id) ? id : null, legalEntityId, today])) as [FactsRow];
  return {
    body,
    today,
    legalEntityId,
    legalEntity: row.legal_entity_status === null ? null : { status: row.legal_entity_status },
    license:
      row.license_legal_entity_id === null
        ? null
        : {
            legalEntityId: row.license_legal_entity_id,
            type: row.license_type,
            isPrimary: row.license_is_primary,
          },
    hasActivePrimaryLicense: row.has_active_primary_license,
  };
}
