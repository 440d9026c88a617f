import type { ApiCheck } from '#api-document';
import type { ErrorDefinition } from '../../src/platform/errors/error-definition.ts';
import { httpErrors } from '../../src/platform/errors/http-errors.ts';
import type { Texts } from './texts.ts';

type Check = { id: string; step: string; sentence: string; errors: ErrorDefinition[] };

/** Steps before the business rules: the same for every method, in the order of `src/api/register.ts`. */
export const CHECKS: readonly Check[] = [
  {
    id: 'api-key',
    step: '3',
    sentence:
      'On methods that always ask for it, such as those under `/api/admin/`: the `API-key` header is present and is a valid key. Checked before the token.',
    errors: [httpErrors.apiKeyMissing, httpErrors.apiKeyInvalid],
  },
  {
    id: 'token',
    step: '4.2 (1–2)',
    sentence:
      'There is one `Authorization: Bearer <token>` header; the token is known, not revoked and not expired; its client, user and connection are not blocked. A client of access type BROKER also sends a valid `API-key`; a wrong key is refused from anybody.',
    errors: [httpErrors.accessTokenInvalid],
  },
  {
    id: 'scope',
    step: '4.2 (3)',
    sentence: 'The token has every scope that the method needs.',
    errors: [httpErrors.scopeMissing],
  },
  {
    id: 'accept',
    step: '2',
    sentence: 'The `Accept` header, if any, admits JSON.',
    errors: [httpErrors.notAcceptable],
  },
  {
    id: 'body',
    step: '4.2 (4)',
    sentence:
      'The body is JSON by its content type, at most 1 MiB, and well-formed: valid UTF-8, no key twice, at most 32 levels.',
    errors: [
      httpErrors.contentTypeInvalid,
      httpErrors.formTypeInvalid,
      httpErrors.contentEncodingInvalid,
      httpErrors.bodyTooLarge,
      httpErrors.malformed,
    ],
  },
  {
    id: 'schema',
    step: '4.2 (5)',
    sentence: 'Body and query match the schema of the method. All mistakes are reported together.',
    errors: [httpErrors.schemaInvalid],
  },
  {
    id: 'idempotency',
    step: '2',
    sentence:
      '`X-Idempotency-Key`, if sent, is usable: 1–255 visible ASCII characters, and not used within 24 hours with another body. If the key has been answered before, that answer is given again and the rules below are not asked.',
    errors: [httpErrors.idempotencyKeyInvalid, httpErrors.idempotencyKeyInUse],
  },
];

export function describedChecks(texts: Texts): ApiCheck[] {
  return CHECKS.map(({ id, step, sentence, errors }) => ({
    ...{ id, step, sentence, 'x-sentence-uk': texts.rule(id) },
    errors: errors.map(({ code }) => code),
  }));
}
