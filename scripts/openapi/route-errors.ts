import { keepsAnswers, takesBody } from '../../src/api/bodies.ts';
import type { AnyRoute } from '../../src/api/route.ts';
import { asksApiKey, asksToken } from '../../src/auth/access.ts';
import type { ErrorDefinition } from '../../src/platform/errors/error-definition.ts';
import { httpErrors } from '../../src/platform/errors/http-errors.ts';

/** Every error that a method can answer, by what it declares: access, body, query, rules. */
export function errorsOf(route: AnyRoute): ErrorDefinition[] {
  const { access, refusals = [], rules } = route;
  const hasBody = takesBody(route);
  const isKept = keepsAnswers(route);
  const candidates: (ErrorDefinition | false)[] = [
    asksApiKey(access) && httpErrors.apiKeyMissing,
    asksApiKey(access) && httpErrors.apiKeyInvalid,
    asksToken(access) && httpErrors.accessTokenInvalid,
    asksToken(access) && access.scope !== '' && httpErrors.scopeMissing,
    httpErrors.notAcceptable,
    route.body !== undefined && httpErrors.contentTypeInvalid,
    hasBody && route.body === undefined && httpErrors.formTypeInvalid,
    hasBody && httpErrors.contentEncodingInvalid,
    hasBody && httpErrors.bodyTooLarge,
    hasBody && httpErrors.malformed,
    // Of a method without body and query as well: a condition that it does not judge is refused (SPEC 2).
    httpErrors.schemaInvalid,
    isKept && httpErrors.idempotencyKeyInvalid,
    isKept && httpErrors.idempotencyKeyInUse,
    ...refusals,
    ...rules.map((rule) => rule.refusal),
    httpErrors.tooManyRequests,
    httpErrors.internal,
    httpErrors.unavailable,
  ];
  return [...new Set(candidates.filter((candidate) => candidate !== false))];
}
