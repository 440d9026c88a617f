import { randomUUIDv7 } from 'node:crypto';
import type { RequestContext } from '../../api/route.ts';
import type { ParameterFallbacks } from '../../parameters/parameters.ts';
import type { Answer } from '../../platform/http/envelope.ts';
import type { LicenseBody } from '../license.ts';
import { writeLicense } from '../write.ts';
import { insertLicense } from './create.queries.ts';
import { loadCreateFacts } from './facts.ts';
import { createLicenseRules } from './rules.ts';

/**
 * SPEC 4. 201 only after the commit.
 * @throws ApiError of the first rule that does not hold
 */
export async function createLicense(
  context: RequestContext<LicenseBody>,
  fallbacks: ParameterFallbacks,
): Promise<Answer> {
  const { db, body, principal } = context;
  const data = await writeLicense(context, {
    id: randomUUIDv7(), // ordered in time: inserts touch the right-hand edge of the primary key
    loadFacts: (today) => loadCreateFacts(db, fallbacks, { legalEntityId: principal.clientId, body, today }),
    rules: createLicenseRules,
    statement: insertLicense,
  });
  return { status: 201, data };
}
