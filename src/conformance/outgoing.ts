import type { OutgoingRequest } from './call.ts';
import type { Made, Scene, SentRequest } from './case.ts';
import type { Caller } from './credentials.ts';

type Headers = readonly (readonly [name: string, value: string | null])[];

const made = <Value>(value: Made<Value>, scene: Scene): Value =>
  typeof value === 'function' ? (value as (scene: Scene) => Value)(scene) : value;

/** The request of a step as it goes out. @param caller of the role that it names */
export function outgoing(sent: SentRequest, scene: Scene, caller: Caller | undefined): OutgoingRequest {
  const path = made(sent.path, scene);
  const isLink = !path.startsWith('/');
  const body = bodyOf(sent, scene);
  const usual: Headers = isLink
    ? []
    : [
        ['Accept', 'application/json'],
        ['User-Agent', 'esoz-conformance'],
        ...(body === undefined ? [] : ([['Content-Type', 'application/json']] as const)),
        ['Authorization', authorizationOf(sent, caller)],
        ['API-key', sent.apiKey === undefined ? (caller?.apiKey ?? null) : sent.apiKey],
      ];
  return {
    method: sent.method,
    url: isLink ? path : `${scene.origin}${path}`,
    headers: laidOver(usual, made(sent.headers ?? [], scene)),
    body,
  };
}

function authorizationOf({ authorization }: SentRequest, caller: Caller | undefined): string | null {
  const token = caller?.token;
  if (authorization === null || typeof authorization === 'string') return authorization;
  if (token === undefined) return null;
  return authorization === undefined ? `Bearer ${token}` : authorization(token);
}

function bodyOf({ json, bytes }: SentRequest, scene: Scene): Buffer | undefined {
  if (bytes !== undefined) return Buffer.from(made(bytes, scene) as string);
  const value = made(json, scene);
  return value === undefined ? undefined : Buffer.from(JSON.stringify(value));
}

/** What a case says of a header takes the place of the usual one. */
function laidOver(usual: Headers, own: Headers): [string, string][] {
  const names = new Set(own.map(([name]) => name.toLowerCase()));
  return [...usual.filter(([name]) => !names.has(name.toLowerCase())), ...own].filter(
    (header): header is [string, string] => header[1] !== null,
  );
}
