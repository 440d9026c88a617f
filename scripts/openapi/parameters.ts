import type { ApiParameter, ApiSchema, Reference } from '#api-document';
import { keepsAnswers } from '../../src/api/bodies.ts';
import type { QueryParameter } from '../../src/api/query.ts';
import type { AnyRoute } from '../../src/api/route.ts';
import { describe, withFormat } from './schemas.ts';
import type { Texts } from './texts.ts';

/** Headers that a request may send, by the name of their component. */
const HEADERS = {
  RequestId: { name: 'X-Request-ID', schema: { type: 'string', pattern: '^[A-Za-z0-9._#:-]{1,128}$' } },
  CustomPsk: { name: 'X-Custom-PSK', schema: { type: 'string' } },
  IdempotencyKey: {
    name: 'X-Idempotency-Key',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
  },
  IfMatch: { name: 'If-Match', schema: { type: 'string' } },
  IfUnmodifiedSince: { name: 'If-Unmodified-Since', schema: { type: 'string' } },
  IfNoneMatch: { name: 'If-None-Match', schema: { type: 'string' } },
  IfModifiedSince: { name: 'If-Modified-Since', schema: { type: 'string' } },
} as const;

export const headerParameters = (texts: Texts): Record<string, ApiParameter> =>
  Object.fromEntries(
    Object.entries(HEADERS).map(([component, { name, schema }]) => [
      component,
      { name, in: 'header', ...describe(texts.parameter(name)), schema },
    ]),
  );

/** Parameters of one method: its path, its query, the headers that it reads. */
export function parametersOf(
  route: AnyRoute,
  operationId: string,
  texts: Texts,
): (ApiParameter | Reference)[] {
  const inPath = [...route.path.matchAll(/(\w+)\/:(\w+)/g)].map(
    ([, collection = '', name = '']): ApiParameter => ({
      ...{ name, in: 'path', required: true },
      ...describe(texts.parameter(`${operationId}.${name}`, `${collection}.${name}`, name)),
      schema: /(^|_)id$/.test(name) ? { type: 'string', format: 'uuid' } : { type: 'string' },
    }),
  );
  const inQuery = Object.entries(route.query ?? {}).map(
    ([name, parameter]): ApiParameter => ({
      ...{ name, in: 'query' },
      ...(parameter.required ? { required: true } : {}),
      ...describe(texts.parameter(`${operationId}.${name}`, name)),
      schema: schemaOf(parameter),
    }),
  );
  return [
    ...inPath,
    ...inQuery,
    ...headersOf(route).map((name) => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

function headersOf(route: AnyRoute): (keyof typeof HEADERS)[] {
  const { method, success, preconditions } = route;
  const isRead = method === 'GET';
  return [
    'RequestId',
    'CustomPsk',
    ...(keepsAnswers(route) ? (['IdempotencyKey'] as const) : []),
    ...(preconditions ? (['IfMatch', 'IfUnmodifiedSince'] as const) : []),
    ...(isRead && success.tagged ? (['IfNoneMatch'] as const) : []),
    ...(isRead && success.dated ? (['IfModifiedSince'] as const) : []),
  ];
}

/** What a client sends. At run time every value is text, and judged as such: its errors are part of the contract. */
function schemaOf(parameter: QueryParameter): ApiSchema {
  if ('values' in parameter)
    return parameter.as === 'boolean' ? { type: 'boolean' } : { type: 'string', enum: parameter.values };
  if ('format' in parameter) return { type: 'string', format: parameter.format };
  if ('dictionary' in parameter) return { type: 'string', 'x-dictionary': parameter.dictionary };
  if (parameter.as === 'number') return { type: 'integer', minimum: 1, default: parameter.byDefault };
  return withFormat({ type: 'string', pattern: parameter.pattern });
}
