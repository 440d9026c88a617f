import type { ApiSchema, Described, Reference } from '#api-document';
import { keepsAnswers } from '../../src/api/bodies.ts';
import type { AnyRoute } from '../../src/api/route.ts';
import { describe } from './schemas.ts';
import type { Texts } from './texts.ts';

type Header = { required?: true; schema: ApiSchema };

const TEXT: Header = { schema: { type: 'string' } };
const COUNT: Header = { schema: { type: 'integer', minimum: 0 } };

/** Headers of the answers of methods, as `components.headers` describes them; required: wherever it is listed. */
const HEADERS = {
  'X-Request-ID': { ...TEXT, required: true },
  ETag: { ...TEXT, required: true },
  'Last-Modified': { ...TEXT, required: true },
  'Idempotent-Replayed': { schema: { type: 'string', const: 'true' } },
  Link: TEXT,
  'X-Warning': TEXT,
  'RateLimit-Limit': COUNT,
  'RateLimit-Remaining': COUNT,
  'RateLimit-Reset': COUNT,
  'Retry-After': COUNT,
  'WWW-Authenticate': TEXT,
  'Accept-Encoding': TEXT,
} satisfies Record<string, Header>;
export type AnswerHeader = keyof typeof HEADERS;

export const answerHeaders = (texts: Texts): Record<string, Described & Header> =>
  Object.fromEntries(
    Object.entries(HEADERS).map(([name, header]) => [name, { ...describe(texts.header(name)), ...header }]),
  );

/** @param names besides those of every answer, in any case */
export function headersNamed(names: readonly string[]): Record<string, Reference> {
  const wanted = new Set(['X-Request-ID', ...names].map((name) => name.toLowerCase()));
  const known = Object.keys(HEADERS).filter((name) => wanted.has(name.toLowerCase()));
  return Object.fromEntries(known.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Of a method's successful answer. */
export function successHeaders(route: AnyRoute): AnswerHeader[] {
  const { success, query } = route;
  return [
    // Only where an operator has set a limit.
    ...(['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'] as const),
    ...(success.tagged ? (['ETag'] as const) : []),
    ...(success.dated ? (['Last-Modified'] as const) : []),
    ...(success.leadsOn ? (['Link'] as const) : []),
    ...(keepsAnswers(route) ? (['Idempotent-Replayed'] as const) : []),
    ...(query ? (['X-Warning'] as const) : []),
  ];
}
