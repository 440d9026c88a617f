import type { QueryParameter } from '../../src/api/query.ts';
import type { AnyRoute } from '../../src/api/route.ts';
import { type Access, asksApiKey, asksToken, parseScopes } from '../../src/auth/access.ts';
import { type ErrorExample, errorExamples } from './error-examples.ts';
import { envelopeOf, errorHeaders } from './openapi-schemas.ts';
import { errorsOf, keepsAnswers } from './route-errors.ts';
import { isSameEverywhere } from './route-examples.ts';

type Json = Record<string, unknown>;

const ETAG = { etag: { description: 'Changes with the content.', schema: { type: 'string' } } };

/** What methods have alike, by name: filled on the way. */
export type Components = { schemas: Json; responses: Json; examples: Json };

/** One method as an OpenAPI operation; what it shares with others is added to `components`. */
export async function operation(route: AnyRoute, components: Components): Promise<Json> {
  const { schemas } = components;
  const { summary, access, rules } = route;
  const steps = rules.map((rule, at) => `${at + 1}. ${rule.sentence}`);
  return {
    operationId: camelCase(summary),
    summary,
    ...(steps.length > 0
      ? { description: `Checked after authorization and schema, in this order:\n\n${steps.join('\n')}` }
      : {}),
    security: securityOf(access),
    parameters: parametersOf(route),
    ...requestBodyOf(route, schemas),
    responses: await responsesOf(route, components),
  };
}

function requestBodyOf({ body, bodyIsOptional, form }: AnyRoute, schemas: Json): Json {
  const content = {
    ...(body === undefined ? {} : { 'application/json': { schema: hoisted(body, schemas) } }),
    ...(form === undefined
      ? {}
      : { 'application/x-www-form-urlencoded': { schema: hoisted(form, schemas) } }),
  };
  return Object.keys(content).length === 0
    ? {}
    : { requestBody: { required: bodyIsOptional !== true, content } };
}

function securityOf(access: Access): Json[] {
  if (typeof access === 'string') return [];
  if (!asksToken(access)) return [{ apiKey: [] }];
  const token = { bearerToken: parseScopes(access.scope) };
  // A client of access type BROKER needs the key as well; a DIRECT one may leave it out.
  return asksApiKey(access) ? [{ apiKey: [], ...token }] : [token, { apiKey: [], ...token }];
}

function parametersOf(route: AnyRoute): Json[] {
  const { method, path, query = {}, success, preconditions } = route;
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
  const idempotency = keepsAnswers(route) ? [reference('IdempotencyKey')] : [];
  return [...inPath, ...inQuery, ...common, ...idempotency];
}

const reference = (name: string): Json => ({ $ref: `#/components/parameters/${name}` });

function valuesOf(parameter: QueryParameter): Json {
  if ('values' in parameter) return { enum: parameter.values };
  if ('format' in parameter) return { format: parameter.format };
  if ('dictionary' in parameter) return { description: `A value of the dictionary ${parameter.dictionary}.` };
  return { pattern: parameter.pattern, description: `${parameter.means}.` };
}

async function responsesOf(route: AnyRoute, components: Components): Promise<Json> {
  const { schemas } = components;
  const { status, description, data, tagged, toForm } = route.success;
  const [kind = 'envelope'] = route.answers ?? [];
  const isPaged = route.query?.page !== undefined;
  const responses: Json = {
    [status]: {
      description,
      ...(tagged ? { headers: ETAG } : {}),
      ...jsonContent(
        kind === 'envelope' ? envelopeOf(hoisted(data, schemas), isPaged) : hoisted(data, schemas),
      ),
    },
    ...(toForm
      ? {
          [toForm.status]: {
            description: 'The same, to a form.',
            ...jsonContent(hoisted(toForm.data, schemas)),
          },
        }
      : {}),
    ...(tagged && route.method === 'GET'
      ? { 304: { description: 'As before: nothing is sent.', headers: ETAG } }
      : {}),
  };
  const examples = await Promise.all(errorsOf(route).map((definition) => errorExamples(route, definition)));
  const byStatus = Object.groupBy(examples.flat(), (example) => example.status);
  for (const [code, ofStatus = []] of Object.entries(byStatus))
    responses[code] = errorResponse(ofStatus, components);
  return responses;
}

/** What any method can answer is written once: it is the larger part of what there is to say. */
function errorResponse(examples: ErrorExample[], components: Components): Json {
  const definitions = [...new Set(examples.map(({ error }) => error.definition))];
  const schemas = [...new Set(examples.map(({ schema }) => schema))].map((name) => ({
    $ref: `#/components/schemas/${name}`,
  }));
  const named = examples.map(({ name, error: { definition }, value }) => {
    const example = { summary: definition.message ?? definition.type, value };
    return [
      name,
      isSameEverywhere(definition) ? shared(components, 'examples', name, example) : example,
    ] as const;
  });
  const response = {
    description: definitions.map(({ cause }) => cause).join('\n\n'),
    headers: errorHeaders(examples.flatMap(({ error }) => Object.keys(error.headers))),
    ...jsonContent(
      schemas.length === 1 ? (schemas[0] as Json) : { anyOf: schemas },
      Object.fromEntries(named),
    ),
  };
  const name = examples.map((example) => example.name).join('.');
  return definitions.every(isSameEverywhere) ? shared(components, 'responses', name, response) : response;
}

function shared(components: Components, kind: 'responses' | 'examples', name: string, value: Json): Json {
  components[kind][name] = value;
  return { $ref: `#/components/${kind}/${name}` };
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
