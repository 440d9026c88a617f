import {
  type ApiDocument,
  type ApiParameter,
  bodyText,
  type Exchange,
  type Method,
  resolved,
} from '#api-document';
import { type Mistake, mistakeIn } from './json-mistake.ts';

/** What stands in the fields besides the body; values by `path.id`, `query.page`, `header.If-Match`. */
export type Typed = { values: Readonly<Record<string, string>>; withToken: boolean; withKey: boolean };
/** A request as it will be sent, but for token and key. */
export type Prepared = { method: string; path: string; headers: Record<string, string>; body?: string };

export const KEY_FIELD = 'header.X-Idempotency-Key';
export const fieldOf = ({ in: place, name }: Pick<ApiParameter, 'in' | 'name'>): string => `${place}.${name}`;

export const parametersOf = (document: ApiDocument, { operation }: Method): ApiParameter[] =>
  operation.parameters.map((parameter) => resolved<ApiParameter>(document, parameter));

export const hasBody = ({ operation }: Method): boolean => operation.requestBody !== undefined;

/** A call that a test has made: the one that succeeds, or one that is refused with `code`. */
export type Example = { code: string | undefined; request: Exchange['request'] };

export function examplesOf(document: ApiDocument, { operation }: Method): Example[] {
  const success = operation['x-exchange'];
  return [
    ...(success ? [{ code: undefined, request: success.request }] : []),
    ...document['x-errors'].flatMap(({ code, 'x-exchange': met }) =>
      met?.operationId === operation.operationId ? [{ code, request: met.request }] : [],
    ),
  ];
}

/** The fields filled in as an example has them, with the own token and key in place of the demo's. */
export function typedFrom(document: ApiDocument, method: Method, example: Example | undefined): Typed {
  const { request, code } = example ?? {};
  const [path = '', query = ''] = (request?.path ?? '').split('?');
  const segments = path.split('/');
  const values = Object.fromEntries([
    ...method.path
      .split('/')
      .flatMap((part, at) =>
        part.startsWith('{') ? [[`path.${part.slice(1, -1)}`, decodeURIComponent(segments[at] ?? '')]] : [],
      ),
    ...[...new URLSearchParams(query)].map(([name, value]) => [`query.${name}`, value]),
    ...headerNames(document, method).map((name) => [`header.${name}`, sentHeader(request, name)]),
  ]);
  const takesKey = headerNames(document, method).includes('X-Idempotency-Key');
  // What a refusal needs is its own; any other request gets a key that nobody has used.
  if (takesKey && code === undefined) values[KEY_FIELD] = crypto.randomUUID();
  values['header.Accept'] ||= 'application/json';
  const { scope, apiKey } = method.operation['x-access'];
  return {
    values,
    withToken: scope !== null && code !== 'access-token-invalid',
    withKey: apiKey !== 'never' && code !== 'api-key-missing',
  };
}

/** Headers that can be typed. */
export const headerNames = (document: ApiDocument, method: Method): string[] => [
  ...parametersOf(document, method).flatMap((each) => (each.in === 'header' ? [each.name] : [])),
  'Accept',
  ...(hasBody(method) ? ['Content-Type'] : []),
];

const sentHeader = (request: Exchange['request'] | undefined, name: string): string =>
  Object.entries(request?.headers ?? {}).find(([sent]) => sent.toLowerCase() === name.toLowerCase())?.[1] ??
  '';

export const bodyFrom = (example: Example | undefined): string =>
  example?.request.body === undefined ? '' : bodyText(example.request.body);

export function prepared(document: ApiDocument, method: Method, typed: Typed, body: string): Prepared {
  const typedAt = (field: string) => typed.values[field] ?? '';
  const path = method.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(typedAt(`path.${name}`).toWellFormed()),
  );
  const query = new URLSearchParams(
    parametersOf(document, method).flatMap((each) =>
      each.in === 'query' && typedAt(fieldOf(each)) !== '' ? [[each.name, typedAt(fieldOf(each))]] : [],
    ),
  );
  const isSent = hasBody(method) && body !== '';
  const headers = headerNames(document, method).flatMap((name) => {
    const value = typedAt(`header.${name}`);
    return value === '' || (name === 'Content-Type' && !isSent) ? [] : [[name, value]];
  });
  return {
    method: method.method,
    path: query.size > 0 ? `${path}?${query}` : path,
    headers: Object.fromEntries(headers),
    ...(isSent && { body }),
  };
}

/** What looks wrong before it is sent. A header that no browser can send is; all else can be sent nevertheless. */
export type Problem =
  | { kind: 'path'; name: string }
  | { kind: 'header'; name: string }
  | { kind: 'json'; mistake: Mistake };

const SENDABLE = /^[\t\x20-\x7e\xa0-\xff]*$/;

export function problemsOf(typed: Typed, { headers, body }: Prepared): Problem[] {
  const empty = Object.entries(typed.values).flatMap(([field, value]) =>
    field.startsWith('path.') && value === '' ? [{ kind: 'path' as const, name: field.slice(5) }] : [],
  );
  const unsendable = Object.entries(headers).flatMap(([name, value]) =>
    SENDABLE.test(value) ? [] : [{ kind: 'header' as const, name }],
  );
  const isJson = /json/i.test(headers['Content-Type'] ?? '');
  const mistake = body !== undefined && isJson ? mistakeIn(body) : undefined;
  return [...unsendable, ...empty, ...(mistake ? [{ kind: 'json' as const, mistake }] : [])];
}
