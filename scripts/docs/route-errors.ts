import type { AnyRoute } from '../../src/api/route.ts';
import { asksApiKey, asksToken } from '../../src/auth/access.ts';
import type { ErrorDefinition } from '../../src/platform/errors/error-definition.ts';
import { httpErrors } from '../../src/platform/errors/http-errors.ts';

/** Every error that a method can answer, by what it declares: access, body, query, rules. */
export function errorsOf({ access, body, query, preconditions, rules }: AnyRoute): ErrorDefinition[] {
  const candidates: (ErrorDefinition | false)[] = [
    asksApiKey(access) && httpErrors.apiKeyMissing,
    asksApiKey(access) && httpErrors.apiKeyInvalid,
    asksToken(access) && httpErrors.accessTokenInvalid,
    asksToken(access) && access.scope !== '' && httpErrors.scopeMissing,
    httpErrors.notAcceptable,
    body !== undefined && httpErrors.contentTypeInvalid,
    body !== undefined && httpErrors.contentEncodingInvalid,
    body !== undefined && httpErrors.bodyTooLarge,
    body !== undefined && httpErrors.malformed,
    (body !== undefined || query !== undefined || preconditions === true) && httpErrors.schemaInvalid,
    body !== undefined && httpErrors.idempotencyKeyInvalid,
    body !== undefined && httpErrors.idempotencyKeyInUse,
    ...rules.map((rule) => rule.refusal),
    httpErrors.tooManyRequests,
    httpErrors.internal,
    httpErrors.unavailable,
  ];
  return [...new Set(candidates.filter((candidate) => candidate !== false))];
}
