import type { AnyRoute } from '../../src/api/route.ts';
import { type Access, asksApiKey, asksToken } from '../../src/auth/access.ts';
import type { ErrorDefinition } from '../../src/platform/errors/error-definition.ts';
import { httpErrors } from '../../src/platform/errors/http-errors.ts';
import { routes } from '../../src/start/routes.ts';
import { exampleRefusals } from './examples.ts';
import { code, generatedFrom, literal, prose, table } from './markdown.ts';
import { specLinks } from './spec-link.ts';

const INTRODUCTION = `# Rules

Every method checks a request in a fixed order, and the first check that fails answers: a request that breaks several
rules always gets the answer of the earliest. Only the schema reports all its mistakes at once.

Step numbers are those of the [specification](../../SPEC.md); *entry* is the place that the answer names in \`error.invalid\`.

`;

/** Steps before the business rules: the same for every method, in the order of \`src/api/register.ts\`. */
const COMMON_STEPS: { step: string; sentence: string; errors: ErrorDefinition[] }[] = [
  {
    step: '3',
    sentence:
      'On methods that always ask for it, such as those under `/api/admin/`: the `API-key` header is present and is a valid key. Checked before the token.',
    errors: [httpErrors.apiKeyMissing, httpErrors.apiKeyInvalid],
  },
  {
    step: '4.2 (1–2)',
    sentence:
      'There is one `Authorization: Bearer <token>` header; the token is known, not revoked and not expired; its client, user and connection are not blocked. A client of access type BROKER also sends a valid `API-key`; a wrong key is refused from anybody.',
    errors: [httpErrors.accessTokenInvalid],
  },
  {
    step: '4.2 (3)',
    sentence: 'The token has every scope that the method needs.',
    errors: [httpErrors.scopeMissing],
  },
  { step: '2', sentence: 'The `Accept` header, if any, admits JSON.', errors: [httpErrors.notAcceptable] },
  {
    step: '4.2 (4)',
    sentence:
      'The body is JSON by its content type, at most 1 MiB, and well-formed: valid UTF-8, no key twice, at most 32 levels.',
    errors: [httpErrors.contentTypeInvalid, httpErrors.bodyTooLarge, httpErrors.malformed],
  },
  {
    step: '4.2 (5)',
    sentence: 'Body and query match the schema of the method. All mistakes are reported together.',
    errors: [httpErrors.schemaInvalid],
  },
  {
    step: '2',
    sentence:
      '`X-Idempotency-Key`, if sent, is usable: 1–255 visible ASCII characters, and not used within 24 hours with another body. If the key has been answered before, that answer is given again and the rules below are not asked.',
    errors: [httpErrors.idempotencyKeyInvalid, httpErrors.idempotencyKeyInUse],
  },
];

/** \`docs/reference/rules.md\`. */
export async function rulesPage(): Promise<string> {
  const link = await specLinks();
  const common = table(
    ['Order', 'Step', 'What must hold', 'Otherwise'],
    COMMON_STEPS.map(({ step, sentence, errors }, at) => [
      String(at + 1),
      link(step),
      sentence,
      errors.map((error) => `${error.status} ${errorLink(error)}`).join(', '),
    ]),
  );

  const withRules = routes.filter(({ rules }) => rules.length > 0);
  return (
    generatedFrom('the rules.ts of each method') +
    INTRODUCTION +
    `## Who may call\n\n${methodTable(routes)}\n` +
    `## Every method\n\n${common}\n` +
    withRules.map((route) => methodSection(route, link)).join('\n')
  );
}

function methodTable(routes: AnyRoute[]): string {
  const rows = routes.map(({ summary, method, path, access }) => [
    summary,
    code(`${method} ${path}`),
    ...callerCells(access),
  ]);
  return table(['Method', 'Path', 'Scope', 'API key'], rows);
}

/** The scope that a method asks for, and when it asks for an API key. */
function callerCells(access: Access): [string, string] {
  if (typeof access === 'string') return ['none, public', 'no'];
  if (!asksToken(access)) return ['none, no token', 'always'];
  return [
    access.scope === '' ? 'any' : code(access.scope),
    asksApiKey(access) ? 'always' : 'for BROKER clients',
  ];
}

function methodSection(route: AnyRoute, link: (step: string) => string): string {
  const refusals = exampleRefusals(route);
  const rows = route.rules.map((rule, at) => {
    const { status, message } = rule.refusal;
    const entry = refusals[at]?.invalid?.[0]?.entry;
    return [
      String(COMMON_STEPS.length + at + 1),
      link(rule.step),
      code(rule.id),
      prose(rule.sentence),
      String(status),
      literal(message),
      entry === undefined ? '–' : code(entry),
      errorLink(rule.refusal),
    ];
  });
  const header = ['Order', 'Step', 'Rule', 'What must hold', 'Status', 'Message', 'Entry', 'Error'];
  return `## ${route.summary}: ${code(`${route.method} ${route.path}`)}\n\n${table(header, rows)}`;
}

function errorLink({ code: name }: ErrorDefinition): string {
  return `[${name}](errors.md#${name})`;
}
