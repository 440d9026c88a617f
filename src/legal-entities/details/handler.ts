import type { Answer } from '../../api/answers.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { Database } from '../../platform/database/pool.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import { isUuid } from '../../platform/json/validator.ts';
import { legalEntityAnswer } from '../answer.ts';
import { findLegalEntity, type LegalEntityDetails, viewDetails } from '../legal-entities.queries.ts';
import { seesAllLegalEntities } from '../legal-entity.ts';
import { legalEntityDetailsRules } from './rules.ts';

type DetailsRequest = HandledRequest<{ params: { id: string } }>;

/** SPEC 10. What the caller may not see is not even asked for, so it differs from nothing in no way. */
export async function getLegalEntity(request: DetailsRequest, { db }: { db: Database }): Promise<Answer> {
  const legalEntity = await find(db, request);
  enforceRules(legalEntityDetailsRules, { legalEntity }, request.observeRefusal);
  return legalEntityAnswer(legalEntity as LegalEntityDetails);
}

async function find(db: Database, { params, principal }: DetailsRequest): Promise<LegalEntityDetails | null> {
  const id = params.id.toLowerCase();
  if (!isUuid(id) || !(seesAllLegalEntities(principal) || id === principal.clientId)) return null;
  const [row] = await findLegalEntity(db, [id]);
  return row ? viewDetails(row) : null;
}
