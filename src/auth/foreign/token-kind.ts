/** `typ` of the header (RFC 7519, RFC 9068), in any case. */
const ACCESS_TOKEN_TYPES = ['at+jwt', 'application/at+jwt', 'jwt', 'application/jwt'];

/**
 * Claims that no bearer token has: those that bind an ID token to a code or another token (OpenID Connect Core, 3.3.2.11),
 * and the one that binds a token to a key, of which whoever shows it would have to prove possession (RFC 7800).
 */
const OF_OTHERS = ['at_hash', 'c_hash', 's_hash', 'cnf'];

/** Claims in which issuers name the kind of a token themselves: Keycloak, Amazon Cognito. */
const KINDS: Readonly<Record<string, string>> = { typ: 'bearer', token_use: 'access' };

/**
 * Whether a JWT of the issuer may be an access token that opens for whoever shows it. An ID token says who has signed in, a
 * logout token that somebody has signed out; either may be signed by the same key, and passes through browsers. `nonce` tells
 * nothing: older Keycloaks put it into access tokens too. What tells most is the audience, which an ID token has of its client.
 */
export function isBearerToken(
  header: Readonly<Record<string, unknown>>,
  payload: Readonly<Record<string, unknown>>,
): boolean {
  const { typ = 'JWT' } = header;
  if (typeof typ !== 'string' || !ACCESS_TOKEN_TYPES.includes(typ.toLowerCase())) return false;
  if (OF_OTHERS.some((name) => Object.hasOwn(payload, name))) return false;
  return Object.entries(KINDS).every(
    ([name, kind]) => !Object.hasOwn(payload, name) || String(payload[name]).toLowerCase() === kind,
  );
}
