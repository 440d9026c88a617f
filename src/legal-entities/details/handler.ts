import type { RequestContext } from '../../api/route.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import type { Answer } from '../../platform/http/envelope.ts';
import { isUuid } from '../../platform/json/validator.ts';
import { findLegalEntity, type LegalEntityDetails, viewDetails } from '../legal-entities.queries.ts';
import { seesAllLegalEntities } from '../legal-entity.ts';
import { legalEntityDetailsRules } from './rules.ts';

/** SPEC 10. What the caller may not see is not even asked for, so it differs from nothing in no way. */
export async function getLegalEntity(context: RequestContext<never>): Promise<Answer> {
  const legalEntity = await find(context);
  enforceRules(legalEntityDetailsRules, { legalEntity }, context.observeRefusal);
  return { status: 200, data: legalEntity };
}

async function find({ db, params, principal }: RequestContext<never>): Promise<LegalEntityDetails | null> {
  const id = (params.id as string).toLowerCase();
  if (!isUuid(id) || !(seesAllLegalEntities(principal) || id === principal.clientId)) return null;
  const [row] = await findLegalEntity(db, [id]);
  return row ? viewDetails(row) : null;
}
