import type { Answer } from '../../api/answers.ts';
import type { Clock } from '../../platform/clock.ts';
import { renderError } from '../../platform/errors/error-definition.ts';
import { firstBrokenRule, refusalOf } from '../../platform/errors/rules.ts';
import { type FactServices, loadCreateFacts } from '../create/facts.ts';
import { createLicenseRules } from '../create/rules.ts';
import type { LicenseRequest } from '../write.ts';

type Check = {
  step: string;
  rule: string;
  description: string;
  state: 'held' | 'broken' | 'not_reached';
  /** Of the broken check: the values that would hold, where there is a list of them. */
  allowed?: readonly string[];
  /** Of the broken check: as the refusal would be. */
  error?: Record<string, unknown>;
};

/** The rules of create, asked and not enforced: nobody is refused and no licence is written. */
export async function validateLicense(
  { body, principal }: LicenseRequest,
  services: FactServices & { clock: Clock },
): Promise<Answer> {
  const request = { legalEntityId: principal.clientId, body, today: services.clock.today() };
  const facts = await loadCreateFacts(services, request);
  const broken = firstBrokenRule(createLicenseRules, facts);
  const brokenAt = broken === undefined ? createLicenseRules.length : createLicenseRules.indexOf(broken);
  const checks = createLicenseRules.map((rule, at): Check => {
    const check = { step: rule.step, rule: rule.id, description: rule.sentence };
    // What stands after the first broken rule may make no sense to ask: a legal entity that is not there has no type.
    if (at !== brokenAt) return { ...check, state: at < brokenAt ? 'held' : 'not_reached' };
    const allowed = rule.allowed?.(facts);
    const error = renderError(refusalOf(rule, facts));
    return { ...check, state: 'broken', ...(allowed ? { allowed } : {}), error };
  });
  return { data: { valid: broken === undefined, checks } };
}
