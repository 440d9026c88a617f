import { parseScopes } from '../auth/access.ts';

/** Those of НСЗУ and of the administration: only clients of type NHS carry them (SPEC 11.2), whatever a client lists. */
const NHS_SCOPES: readonly string[] = [
  'private_contracts:read',
  'private_contracts:write',
  'license_history:read',
  'license_expiry:read',
  'legal_entity:write',
  'client:read',
  'client:write',
  'connection:write',
  'api_key:read',
  'api_key:write',
  'user:read',
  'user:write',
  'token:read',
  'token:write',
  'parameter:read',
  'parameter:write',
  'dictionary:write',
  'events:read',
  'webhook:read',
  'webhook:write',
  'audit:read',
  'status:read',
];

/** More than all that there are. */
const MAX_SCOPES = 100;
/** `scope-token` of RFC 6749, 3.3. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,255}$/;

/** The names in a `scope`, each once; undefined where there is none, or one that is no name. */
export function readScopes(scope: string): string[] | undefined {
  const names = [...new Set(parseScopes(scope))];
  const isList = names.length > 0 && names.length <= MAX_SCOPES && names.every((name) => SCOPE.test(name));
  return isList ? names : undefined;
}

/** What bounds the scopes of a token. */
export type ScopeLimits = {
  /** Of the person's roles that count in the legal entity. */
  roleScopes: readonly string[];
  /** The client whose tokens they are. */
  clientType: string;
  clientScopes: readonly string[];
  /** Of the MIS that began; null: none did. */
  misScopes: readonly string[] | null;
  /** Of the client of the API key, where the client is a BROKER; null: it is none, or no key is there yet. */
  apiKeyScopes: readonly string[] | null;
};

/** `by`: what stands against it first. */
export type RefusedScope = { scope: string; by: 'role' | 'client' };

/** Which of the scopes may be granted, in the order asked, and why not the others (SPEC 11.2). */
export function allowedScopes(
  requested: readonly string[],
  limits: ScopeLimits,
): { allowed: string[]; refused: RefusedScope[] } {
  const byClient = [limits.clientScopes, limits.misScopes, limits.apiKeyScopes].filter(
    (list) => list !== null,
  );
  const mayCarry = (scope: string) => limits.clientType === 'NHS' || !NHS_SCOPES.includes(scope);
  const obstacle = (scope: string): RefusedScope['by'] | undefined => {
    if (!limits.roleScopes.includes(scope)) return 'role';
    return mayCarry(scope) && byClient.every((list) => list.includes(scope)) ? undefined : 'client';
  };
  return {
    allowed: requested.filter((scope) => obstacle(scope) === undefined),
    refused: requested.flatMap((scope) => {
      const by = obstacle(scope);
      return by === undefined ? [] : [{ scope, by }];
    }),
  };
}
