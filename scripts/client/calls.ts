import { type ApiDocument, type ClientMethod, methodsOf, type Schema } from './document.ts';

/** Headers that a caller sets, by the names that the client gives them. */
const CALLERS_HEADERS: Record<string, string> = {
  'x-idempotency-key': 'idempotencyKey',
  'if-match': 'ifMatch',
  'if-none-match': 'ifNoneMatch',
  'if-unmodified-since': 'ifUnmodifiedSince',
};

/**
 * The document as types read it: its schemas, `Calls` with what each method takes, answers and refuses, and `Errors`,
 * the catalogue of codes. No paths and no statuses to wade through, and nothing else of the document's shape.
 */
export function callsDocument(document: ApiDocument): object {
  const calls = methodsOf(document).map((method) => [method.id, callOf(method)] as const);
  const errors = document['x-errors'].map(
    ({ code, status, type }) => [code, object({ status: { const: status }, type: { const: type } })] as const,
  );
  const roots = { Calls: object(Object.fromEntries(calls)), Errors: object(Object.fromEntries(errors)) };
  const named = withNamed(
    { ...roots, ...pick(document.components.schemas, SPOKEN_OF) },
    document.components.schemas,
  );
  return {
    openapi: '3.1.0',
    info: { title: 'esoz-client', version: '1' },
    paths: {},
    components: { schemas: pared(named) },
  };
}

/** Schemas that the client's own types name. */
const SPOKEN_OF = ['Meta', 'Invalid'];

function pick(schemas: Record<string, Schema>, names: string[]): Record<string, Schema> {
  return Object.fromEntries(names.map((name) => [name, schemas[name] as Schema]));
}

/** With every schema that these refer to. */
function withNamed(schemas: Record<string, Schema>, all: Record<string, Schema>): Record<string, Schema> {
  const names = [...JSON.stringify(schemas).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name as string,
  );
  const missing = names.filter((name) => schemas[name] === undefined);
  return missing.length === 0 ? schemas : withNamed({ ...schemas, ...pick(all, missing) }, all);
}

function callOf(method: ClientMethod): Schema {
  const { parameters, body, status, answer, isBare, refusals, summary } = method;
  const { data = {}, paging } = answer.properties ?? {};
  const headers = parameters
    .filter(({ in: place }) => place === 'header')
    .flatMap(({ name }) => CALLERS_HEADERS[name.toLowerCase()] ?? [])
    .map((name) => [name, { type: 'string' }] as const);
  const request = {
    ...partOf(method, 'path'),
    ...partOf(method, 'query'),
    ...(body === undefined ? {} : { body: body.schema }),
    ...Object.fromEntries(headers),
  };
  const needed = ['path', 'query', 'body'].filter((name) =>
    name === 'body' ? body?.required : parameters.some((each) => each.in === name && each.required),
  );
  const success = { status: { const: status }, data: isBare ? answer : data, ...(paging && { paging }) };
  return {
    ...object({
      request: { ...object(request), required: needed },
      success: object(success),
      refusals: { enum: refusals },
    }),
    description: summary,
  };
}

function partOf({ parameters }: ClientMethod, place: 'path' | 'query'): Record<string, Schema> {
  const parts = parameters.filter((each) => each.in === place);
  if (parts.length === 0) return {};
  return {
    [place]: {
      ...object(Object.fromEntries(parts.map((each) => [each.name, { ...each, ...each.schema } as Schema]))),
      required: parts.filter(({ required }) => required).map(({ name }) => name),
    },
  };
}

const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});

/** Without what types do not say: texts in Ukrainian, examples, limits. */
function pared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pared);
  if (typeof value !== 'object' || value === null) return value;
  const { properties, ...rest } = value as Schema;
  const kept = Object.entries(rest).filter(
    ([name]) => !/^x-|^(example|examples|default|pattern|format|in)$/.test(name),
  );
  return {
    ...Object.fromEntries(kept.map(([name, each]) => [name, pared(each)])),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, pared(each)])),
    }),
  };
}
