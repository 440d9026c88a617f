import type { Answer } from '../../api/answers.ts';
import { licenseAnswer } from '../answer.ts';
import { type LicenseRequest, type WriteServices, writeLicense } from '../write.ts';
import { loadUpdateFacts } from './facts.ts';
import { updateLicenseRules } from './rules.ts';
import { updateStoredLicense } from './update.queries.ts';

/**
 * SPEC 6: writes what differs. 200 only after the commit.
 * @throws ApiError of the first rule that does not hold
 */
export async function updateLicense(
  request: LicenseRequest & { params: { id: string } },
  services: WriteServices,
): Promise<Answer> {
  const { body, principal, params, preconditions } = request;
  const { id } = params;
  const license = await writeLicense(request, services, {
    id,
    loadFacts: (today) =>
      loadUpdateFacts(services, { id, legalEntityId: principal.clientId, body, today, preconditions }),
    rules: updateLicenseRules,
    statement: updateStoredLicense,
    furtherValues: ({ version }) => [version],
  });
  return licenseAnswer(license);
}
