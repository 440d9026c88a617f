/**
 * Who may call a route (SPEC 3). Every route declares one; a route that does not is refused at start.
 * `broker`: the API key is required of BROKER clients only. `always`: required, and checked before the token.
 * `service`: whoever the server of the route has let in, such as AEL's by its service token.
 */
export type Access = 'public' | 'service' | { scope: string; apiKey: 'broker' | 'always' };

/** The caller of a request whose token was accepted. */
export type Principal = {
  tokenId: string;
  userId: string;
  /** Also the id of the legal entity in whose context the token was issued. */
  clientId: string;
  clientType: string;
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

/** Scopes are separated by spaces and compared exactly; anything else is part of a name. */
export function parseScopes(scope: string): string[] {
  return scope.split(' ').filter((name) => name !== '');
}

/** Those of the needed scopes that are not granted, in the order needed. */
export function missingScopes(needed: string, granted: readonly string[]): string[] {
  return parseScopes(needed).filter((name) => !granted.includes(name));
}
