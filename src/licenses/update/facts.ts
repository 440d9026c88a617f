import type { Database } from '../../platform/database/pool.ts';
import { isUuid } from '../../platform/json/validator.ts';
import type { LicenseBody } from '../license.ts';
import { type FactsRow, findFacts } from './update.queries.ts';

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

/** Loads the facts for one request, in a round trip that requests of the same moment share. */
export async function loadUpdateFacts(
  { db }: { db: Database },
  request: { id: string; legalEntityId: string; body: LicenseBody; today: string },
): Promise<UpdateFacts> {
  const { id, legalEntityId, body, today } = request;
  // What is not a uuid is no licence (SPEC 6, step 7), and PostgreSQL must not be asked about it.
  const question = { license_id: isUuid(id) ? id : null, legal_entity_id: legalEntityId, today };
  const [row] = (await findFacts(db, question)) as [FactsRow];
  const { legal_entity_status: status, license_legal_entity_id: owner } = row;
  return {
    body,
    today,
    legalEntityId,
    legalEntity: status === null ? null : { status },
    license:
      owner === null
        ? null
        : { legalEntityId: owner, type: row.license_type, isPrimary: row.license_is_primary },
    hasActivePrimaryLicense: row.has_active_primary_license,
  };
}
