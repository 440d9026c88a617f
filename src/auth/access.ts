/**
 * Who may call a route (SPEC 3). Every route declares one; a route that does not is refused at start.
 * `service`: whoever the server of the route has let in, such as AEL's by its service token.
 * `{ apiKey: 'only' }`: whoever shows an API key; a token is not looked at.
 */
export type Access = 'public' | 'service' | { apiKey: 'only' } | TokenAccess;

/**
 * `broker`: the API key is required of BROKER clients only. `always`: required, and checked before the token.
 * An empty scope lets in a token of any.
 */
export type TokenAccess = { scope: string; apiKey: 'broker' | 'always' };

/** Whether the callers of a route show a token. */
export function asksToken(access: Access): access is TokenAccess {
  return typeof access !== 'string' && access.apiKey !== 'only';
}

/** Whether no caller passes without an API key. */
export function asksApiKey(access: Access): boolean {
  return typeof access !== 'string' && access.apiKey !== 'broker';
}

/** The caller of a request whose token was accepted. */
export type Principal = {
  /** Null: of another issuer, whose tokens nobody here can end. */
  tokenId: string | null;
  userId: string;
  /** Also the id of the legal entity in whose context the token was issued. */
  clientId: string;
  clientType: string;
  /** The client through which the person signed in: a MIS, or the client itself; null where nobody signed in here. */
  consumerId: string | null;
  /** An API key was shown that is a secret: that of a public client is known to every visitor of its page. */
  hasSecretKey: boolean;
  scopes: readonly string[];
};

/** What the client of a clinic may ask for at sign-in, when nobody says otherwise. */
export const CLINIC_SCOPES: readonly string[] = [
  'license:read',
  'license:write',
  'legal_entity:read',
  'connection:read',
  'connection:refresh_secret',
];

/** A scope is a word of the form `name:action`. */
export const SCOPE_PATTERN = '^[^\\s:]+:[^\\s:]+$';

/** Scopes are separated by spaces and compared exactly; anything else is part of a name. */
export function parseScopes(scope: string): string[] {
  return scope.split(' ').filter((name) => name !== '');
}

/** Those of the needed scopes that are not granted, in the order needed. */
export function missingScopes(needed: string, granted: readonly string[]): string[] {
  return parseScopes(needed).filter((name) => !granted.includes(name));
}
