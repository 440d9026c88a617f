import type { Database } from '../../platform/database/pool.ts';
import { type Preconditions, preconditionsHold } from '../../platform/http/conditional.ts';
import { isUuid } from '../../platform/json/validator.ts';
import { validatorsOf } from '../answer.ts';
import type { LicenseBody } from '../license.ts';
import { type FactsRow, findFacts, findVersion } from './update.queries.ts';

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
  conditionsHold: boolean;
  /** Of the stored row that the conditions were compared with; null where the request sets none. */
  version: string | null;
};

type UpdateRequest = {
  id: string;
  legalEntityId: string;
  body: LicenseBody;
  today: string;
  preconditions: Preconditions;
};

/** Loads the facts for one request, in a round trip that requests of the same moment share. */
export async function loadUpdateFacts(
  { db }: { db: Database },
  request: UpdateRequest,
): Promise<UpdateFacts> {
  const { id, legalEntityId, body, today, preconditions } = request;
  // What is not a uuid is no licence (SPEC 6, step 7), and PostgreSQL must not be asked about it.
  const question = { license_id: isUuid(id) ? id : null, legal_entity_id: legalEntityId, today };
  const [row] = (await findFacts(db, question)) as [FactsRow];
  const { legal_entity_status: status, license_legal_entity_id: owner } = row;
  const isConditional = owner !== null && Object.keys(preconditions).length > 0;
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
    ...(isConditional
      ? await judgeConditions(db, id, preconditions)
      : { conditionsHold: true, version: null }),
  };
}

/** A question of its own, which few requests ask: all columns of the licence are its ETag. */
async function judgeConditions(
  db: Database,
  id: string,
  preconditions: Preconditions,
): Promise<Pick<UpdateFacts, 'conditionsHold' | 'version'>> {
  const [row] = await findVersion(db, [id]);
  if (row === undefined) return { conditionsHold: false, version: null };
  return { conditionsHold: preconditionsHold(preconditions, validatorsOf(row)), version: row.version };
}
