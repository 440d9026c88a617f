import type { ApiExample, ApiResponse, Reference } from '#api-document';
import type { AnyRoute } from '../../src/api/route.ts';
import type { Components } from './components.ts';
import { type ErrorExample, errorExamples } from './error-examples.ts';
import { errorSchema, errorSchemaName, metaName, metaSchema } from './error-schemas.ts';
import { alwaysHasInvalid } from './examples.ts';
import { headersNamed } from './headers.ts';
import { errorsOf } from './route-errors.ts';
import { describe, jsonContent, refTo } from './schemas.ts';
import { successResponses } from './success-responses.ts';
import type { Bilingual } from './texts.ts';

type Responses = Record<string, ApiResponse | Reference>;

/** Every answer of a method, by status. */
export async function responsesOf(
  route: AnyRoute,
  operationId: string,
  components: Components,
): Promise<Responses> {
  const responses: Responses = successResponses(route, operationId, components);
  const examples = await Promise.all(
    errorsOf(route).map((definition) => errorExamples(route, definition, components.recorded)),
  );
  const byStatus = Object.groupBy(examples.flat(), ({ status }) => status);
  for (const [status, ofStatus = []] of Object.entries(byStatus))
    responses[status] = errorResponse(ofStatus, components);
  return responses;
}

/** What any method can answer is written once: it is the larger part of what there is to say. */
function errorResponse(examples: ErrorExample[], components: Components): ApiResponse | Reference {
  const schemas = [...new Set(examples.map((example) => namedSchema(example, components)))].map(refTo);
  const response: ApiResponse = {
    ...describe(answersOf(examples)),
    headers: headersNamed(['Link', ...examples.flatMap((example) => example.headers)]),
    ...jsonContent(
      schemas.length === 1 ? (schemas[0] as Reference) : { anyOf: schemas },
      Object.fromEntries(examples.map((example) => [example.name, namedExample(example, components)])),
    ),
  };
  if (examples.some(({ isOwn }) => isOwn)) return response;
  const name = examples.map((example) => example.name).join('.');
  components.responses[name] = response;
  return { $ref: `#/components/responses/${name}` };
}

/** By the names that their pages have. */
function answersOf(examples: ErrorExample[]): Bilingual {
  const codes = new Set(examples.map(({ error }) => `\`${error.definition.code}\``));
  const list = [...codes].join(', ');
  return { en: `Refused: ${list}.`, uk: `Відмова: ${list}.` };
}

function namedSchema(example: ErrorExample, { schemas }: Components): string {
  const name = errorSchemaName(example);
  if (example.oauthError === undefined) schemas[metaName(example.status)] ??= metaSchema(example.status);
  schemas[name] ??= errorSchema(example, alwaysHasInvalid(example.error.definition));
  return name;
}

function namedExample(example: ErrorExample, { examples }: Components): ApiExample | Reference {
  const { name, isOwn, value, error } = example;
  const named = { summary: error.definition.code, value };
  if (isOwn) return named;
  examples[name] ??= named;
  return { $ref: `#/components/examples/${name}` };
}
