import { randomUUIDv7 } from 'node:crypto';
import type { Answer } from '../../api/answers.ts';
import { licenseAnswer } from '../answer.ts';
import { type LicenseRequest, type WriteServices, writeLicense } from '../write.ts';
import { insertLicense } from './create.queries.ts';
import { type FactServices, loadCreateFacts } from './facts.ts';
import { createLicenseRules } from './rules.ts';

/**
 * SPEC 4. 201 only after the commit.
 * @throws ApiError of the first rule that does not hold
 */
export async function createLicense(
  request: LicenseRequest,
  services: WriteServices & FactServices,
): Promise<Answer> {
  const { body, principal } = request;
  const license = await writeLicense(request, services, {
    id: randomUUIDv7(), // ordered in time: inserts touch the right-hand edge of the primary key
    loadFacts: (today) => loadCreateFacts(services, { legalEntityId: principal.clientId, body, today }),
    rules: createLicenseRules,
    statement: insertLicense,
  });
  return licenseAnswer(license);
}
