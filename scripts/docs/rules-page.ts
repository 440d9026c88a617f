import type { AnyRoute } from '../../src/api/route.ts';
import { type Access, asksApiKey, asksToken } from '../../src/auth/access.ts';
import type { ErrorDefinition } from '../../src/platform/errors/error-definition.ts';
import { routes } from '../../src/start/routes.ts';
import { CHECKS } from '../openapi/checks.ts';
import { exampleRefusals } from '../openapi/examples.ts';
import { code, generatedFrom, literal, prose, table } from './markdown.ts';
import { specLinks } from './spec-link.ts';

const INTRODUCTION = `# Rules

Every method checks a request in a fixed order, and the first check that fails answers: a request that breaks several
rules always gets the answer of the earliest. Only the schema reports all its mistakes at once.

Step numbers are those of the [specification](../../SPEC.md); *entry* is the place that the answer names in \`error.invalid\`.

`;

/** \`docs/reference/rules.md\`. */
export async function rulesPage(): Promise<string> {
  const link = await specLinks();
  const common = table(
    ['Order', 'Step', 'What must hold', 'Otherwise'],
    CHECKS.map(({ step, sentence, errors }, at) => [
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
      String(CHECKS.length + at + 1),
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
