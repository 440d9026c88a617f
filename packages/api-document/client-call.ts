import type { ApiDocument, ApiParameter, Exchange } from './document.ts';
import { type Method, resolved } from './resolve.ts';
import { typescriptLiteral } from './typescript-literal.ts';

const PACKAGE = 'esoz-client';
/** Headers that a call of the client gives by a name of its own. */
const OPTIONS: Record<string, string> = {
  'if-match': 'ifMatch',
  'if-none-match': 'ifNoneMatch',
  'x-idempotency-key': 'idempotencyKey',
};

/** The call in TypeScript: with the typed client, to be pasted as it is. */
export function clientCallOf(
  document: ApiDocument,
  method: Method,
  { path, headers, body }: Exchange['request'],
  origin: string,
): string {
  const { operationId } = method.operation;
  const header = (name: string) => Object.entries(headers).find(([sent]) => sent.toLowerCase() === name)?.[1];
  const settings = {
    baseUrl: origin,
    token: header('authorization')?.replace(/^Bearer +/, ''),
    apiKey: header('api-key'),
  };
  const given = {
    path: pathValues(method.path, path),
    query: queryValues(document, method, path),
    body: typeof body === 'string' ? formFields(body) : body,
    ...Object.fromEntries(Object.entries(OPTIONS).map(([name, option]) => [option, header(name)])),
  };
  const options = Object.values(given).some((value) => value !== undefined)
    ? `, ${typescriptLiteral(given)}`
    : '';
  return `import { createClient, ${operationId} } from '${PACKAGE}';

const client = createClient(${fromEnvironment(typescriptLiteral(settings))});
const result = await ${operationId}(client${options});
if (result.ok) console.log(result.data);
else console.error(result.error);`;
}

/** What names a variable of the environment, as in `curl.ts`, is read from there. */
const fromEnvironment = (literal: string): string => literal.replaceAll(/'\$([A-Z_]+)'/g, 'process.env.$1');

function pathValues(template: string, path: string): Record<string, string> | undefined {
  const sent = (path.split('?')[0] as string).split('/');
  const values = template
    .split('/')
    .flatMap((segment, at) =>
      segment.startsWith('{') ? [[segment.slice(1, -1), decodeURIComponent(sent[at] ?? '')]] : [],
    );
  return values.length === 0 ? undefined : Object.fromEntries(values);
}

/** What JSON has besides texts; a value that is neither, where one is declared, is a mistake that the compiler shows. */
const BARE = /^(-?\d+(\.\d+)?|true|false)$/;

/** Numbers and booleans as the document declares them. */
function queryValues(document: ApiDocument, { operation }: Method, path: string): object | undefined {
  const sent = [...new URL(path, 'http://host').searchParams];
  if (sent.length === 0) return undefined;
  const declared = operation.parameters.map((each) => resolved<ApiParameter>(document, each));
  const isText = (name: string) =>
    !['integer', 'number', 'boolean'].includes(
      String(declared.find((parameter) => parameter.in === 'query' && parameter.name === name)?.schema.type),
    );
  return Object.fromEntries(
    sent.map(([name, value]) => [name, isText(name) || !BARE.test(value) ? value : JSON.parse(value)]),
  );
}

const formFields = (body: string): object => Object.fromEntries(new URLSearchParams(body));
