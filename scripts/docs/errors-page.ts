import type { ErrorDefinition } from '../../src/platform/errors/error-definition.ts';
import { type ErrorGroup, errorGroups } from '../../src/start/error-catalogue.ts';
import { exampleBody, exampleOf } from '../openapi/examples.ts';
import { code, codeBlock, generatedFrom, literal, prose, table } from './markdown.ts';

const INTRODUCTION = `# Errors

Every error is an envelope with \`meta\` and \`error\`. \`meta.code\` equals the HTTP status, and \`meta.request_id\`
is the id under which the log holds the details. \`error.message\` is a literal text: it is part of the contract and does
not change between versions. The codes on this page name the errors in the log (field \`error\`), in the OpenAPI document,
and in the header \`Link\` of the answer, which leads to \`/docs/errors/<code>\`; bodies have no codes.

What is not HTTP at all, or arrives too slowly, is answered before there is a request: 400, 408 (headers after 10 seconds,
the whole request after 30) or 431 (headers over 16 KiB), type \`request_malformed\`, rule \`http\`, \`meta.url\` null;
then the connection is closed.

How the entries of \`invalid\` read: [schema errors](schema-errors.md). Which check comes first: [rules](rules.md).

`;

/** `docs/reference/errors.md`: an index by message, then a section for each code. */
export function errorsPage(): string {
  const index = table(
    ['Status', 'Message', 'Code'],
    errorGroups
      .flatMap(({ errors }) => errors)
      .toSorted((left, right) => left.status - right.status)
      .map((error) => [String(error.status), literal(error.message), `[${error.code}](#${error.code})`]),
  );
  return `${generatedFrom('src/start/error-catalogue.ts')}${INTRODUCTION}${index}\n${errorGroups.map(groupSection).join('\n')}`;
}

function groupSection({ title, errors }: ErrorGroup): string {
  return `## ${title}\n\n${errors.map(errorSection).join('\n')}`;
}

function errorSection(definition: ErrorDefinition): string {
  const example = exampleOf(definition);
  const headers = Object.entries(example.headers).map(([name, value]) => code(`${name}: ${value}`));
  const facts = [
    `- Status and type: ${definition.status} ${code(definition.type)}`,
    `- Message: ${literal(definition.message)}`,
    ...(headers.length > 0 ? [`- Headers, for example: ${headers.join(', ')}`] : []),
    `- Cause: ${prose(definition.cause)}`,
    `- Remedy: ${prose(definition.remedy)}`,
  ];
  const body = codeBlock('json', JSON.stringify(exampleBody(example), null, 2));
  return `### ${definition.code}\n\n${facts.join('\n')}\n\n${body}`;
}
