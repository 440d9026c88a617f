import type { QueryParameter } from '../../src/api/query.ts';
import type { AnyRoute } from '../../src/api/route.ts';
import { type Access, asksApiKey, asksToken, parseScopes } from '../../src/auth/access.ts';
import type { ErrorDefinition } from '../../src/platform/errors/error-definition.ts';
import { exampleBody } from './examples.ts';
import { envelopeOf, errorHeaders } from './openapi-schemas.ts';
import { errorsOf } from './route-errors.ts';
import { exampleFor, examplePath } from './route-examples.ts';

type Json = Record<string, unknown>;

const ETAG = { etag: { description: 'Changes with the content.', schema: { type: 'string' } } };

/** One method as an OpenAPI operation; its named schemas are added to `schemas`. */
export async function operation(route: AnyRoute, schemas: Json): Promise<Json> {
  const { summary, access, body, rules } = route;
  const steps = rules.map((rule, at) => `${at + 1}. ${rule.sentence}`);
  return {
    operationId: camelCase(summary),
    summary,
    ...(steps.length > 0
      ? { description: `Checked after authorization and schema, in this order:\n\n${steps.join('\n')}` }
      : {}),
    security: securityOf(access),
    parameters: parametersOf(route),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: hoisted(body, schemas) } },
          },
        }),
    responses: await responsesOf(route, schemas),
  };
}

function securityOf(access: Access): Json[] {
  if (typeof access === 'string') return [];
  if (!asksToken(access)) return [{ apiKey: [] }];
  const token = { bearerToken: parseScopes(access.scope) };
  // A client of access type BROKER needs the key as well; a DIRECT one may leave it out.
  return asksApiKey(access) ? [{ apiKey: [], ...token }] : [token, { apiKey: [], ...token }];
}

function parametersOf({ method, path, query = {}, body, success, preconditions }: AnyRoute): Json[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query).map(([name, parameter]) => ({
    name,
    in: 'query',
    ...(parameter.required ? { required: true } : {}),
    schema: { type: 'string', ...valuesOf(parameter) },
  }));
  const common = [
    reference('RequestId'),
    ...(success.tagged && method === 'GET' ? [reference('IfNoneMatch')] : []),
    ...(preconditions ? ['IfMatch', 'IfUnmodifiedSince'].map(reference) : []),
  ];
  const idempotency = body === undefined ? [] : [reference('IdempotencyKey')];
  return [...inPath, ...inQuery, ...common, ...idempotency];
}

const reference = (name: string): Json => ({ $ref: `#/components/parameters/${name}` });

function valuesOf(parameter: QueryParameter): Json {
  if ('values' in parameter) return { enum: parameter.values };
  if ('format' in parameter) return { format: parameter.format };
  if ('dictionary' in parameter) return { description: `A value of the dictionary ${parameter.dictionary}.` };
  return { pattern: parameter.pattern, description: `${parameter.means}.` };
}

async function responsesOf(route: AnyRoute, schemas: Json): Promise<Json> {
  const { status, description, data, tagged } = route.success;
  const isPaged = route.query?.page !== undefined;
  const responses: Json = {
    [status]: {
      description,
      ...(tagged ? { headers: ETAG } : {}),
      ...jsonContent(envelopeOf(hoisted(data, schemas), isPaged)),
    },
    ...(tagged && route.method === 'GET'
      ? { 304: { description: 'As before: nothing is sent.', headers: ETAG } }
      : {}),
  };
  const byStatus = Object.groupBy(errorsOf(route), (error) => error.status);
  for (const [code, errors = []] of Object.entries(byStatus))
    responses[code] = await errorResponse(route, errors);
  return responses;
}

async function errorResponse(route: AnyRoute, errors: ErrorDefinition[]): Promise<Json> {
  const examples = await Promise.all(
    errors.map(async (definition) => {
      const error = await exampleFor(route, definition);
      const summary = definition.message ?? definition.type;
      return { definition, error, example: { summary, value: exampleBody(error, examplePath(route)) } };
    }),
  );
  const headers = errorHeaders(examples.flatMap(({ error }) => Object.keys(error.headers)));
  return {
    description: errors.map(({ cause }) => cause).join('\n\n'),
    headers,
    ...jsonContent(
      { $ref: '#/components/schemas/ErrorEnvelope' },
      Object.fromEntries(examples.map(({ definition, example }) => [definition.code, example])),
    ),
  };
}

function jsonContent(schema: Json, examples?: Json): Json {
  return { content: { 'application/json': { schema, ...(examples ? { examples } : {}) } } };
}

/** A schema with a `title` moves to `components`, so that clients get a type of that name; so do the items of a list. */
function hoisted(schema: unknown, schemas: Json): Json {
  const { title, ...rest } = schema as Json;
  if (rest.type === 'array') return { ...rest, items: hoisted(rest.items, schemas) };
  if (typeof title !== 'string') return schema as Json;
  schemas[title] = rest;
  return { $ref: `#/components/schemas/${title}` };
}

function camelCase(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
