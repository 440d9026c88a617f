import type { Database } from '../platform/database/pool.ts';
import { isUuid } from '../platform/json/validator.ts';
import { type ConnectionRow, findConnections } from './request.queries.ts';
import { readScopes } from './scopes.ts';

/** Parameters as a query or a form has them; one that is sent twice is an array. */
export type AuthorizationQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a person is asked for, of a program that may ask. */
export type AuthorizationRequest = {
  /** The connection that began, and that redeems the code. */
  redeemerId: string;
  clientId: string;
  /** Name of the MIS that asks, or of the client where its programs are its own. */
  consumerName: string;
  /** A MIS began: it is the person who says for which legal entity. */
  isMis: boolean;
  redirectUri: string;
  /** Repeated as it is. */
  state: string | null;
  requestedScopes: string[];
  codeChallenge: string | null;
};

/** RFC 6749, 4.1.2.1. */
type Refusal = {
  error: 'invalid_request' | 'unsupported_response_type' | 'invalid_scope';
  description: string;
};

export type ReadRequest =
  /** Nobody may be sent to where such a request says: told on the page alone (SPEC 11.1). */
  | { kind: 'refused'; error: 'client_unknown' | 'client_blocked' | 'redirect_uri_unknown' }
  | ({ kind: 'redirect'; redirectUri: string; state: string | null } & Refusal)
  | { kind: 'ok'; request: AuthorizationRequest };

/** BASE64URL of a SHA-256 (RFC 7636, 4.2). */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;
const PARAMETERS = ['response_type', 'scope', 'state', 'code_challenge', 'code_challenge_method'] as const;

/**
 * Reads the parameters with which a program sends a person to the sign-in page.
 * @param query its `client_id`, `redirect_uri`, `response_type`, `scope`, `state`, `code_challenge` and
 *   `code_challenge_method`; others are ignored
 */
export async function readAuthorizationRequest(
  db: Database,
  query: AuthorizationQuery,
): Promise<ReadRequest> {
  const { client_id: clientId, redirect_uri: redirectUri } = query;
  const connections =
    typeof clientId === 'string' && isUuid(clientId) ? await findConnections(db, [clientId]) : [];
  if (connections.length === 0) return { kind: 'refused', error: 'client_unknown' };
  // Compared as texts, and nothing else is: whoever parses a URL first finds two that are alike.
  const connection = connections.find((each) => each.redirect_uris.some((uri) => uri === redirectUri));
  if (connection === undefined || typeof redirectUri !== 'string')
    return { kind: 'refused', error: 'redirect_uri_unknown' };
  if (connection.is_blocked) return { kind: 'refused', error: 'client_blocked' };

  const state = typeof query.state === 'string' ? query.state : null;
  const refusal = refusalOf(query, connection);
  if (refusal) return { kind: 'redirect', redirectUri, state, ...refusal };
  const request = {
    redeemerId: connection.id,
    clientId: connection.client_id,
    consumerName: connection.consumer_name,
    isMis: connection.client_type === 'MIS',
    redirectUri,
    state,
    requestedScopes: readScopes(query.scope as string) as string[],
    codeChallenge: (query.code_challenge as string | undefined) ?? null,
  };
  return { kind: 'ok', request };
}

function refusalOf(query: AuthorizationQuery, { is_public }: ConnectionRow): Refusal | undefined {
  const invalid = (description: string): Refusal => ({ error: 'invalid_request', description });
  const twice = PARAMETERS.find((name) => Array.isArray(query[name]));
  if (twice !== undefined) return invalid(`${twice} is given more than once`);
  const { response_type, code_challenge, code_challenge_method, scope } = query as Record<string, string>;
  if (response_type === undefined) return invalid('response_type is missing');
  if (response_type !== 'code')
    return { error: 'unsupported_response_type', description: 'response_type must be code' };
  if (code_challenge === undefined && is_public) return invalid('code_challenge is missing');
  // Without a method a challenge would be the verifier itself (RFC 7636, 4.3), which whoever sees the link has.
  const isSent = code_challenge !== undefined || code_challenge_method !== undefined;
  if (isSent && code_challenge_method !== 'S256') return invalid('code_challenge_method must be S256');
  if (isSent && !CHALLENGE.test(code_challenge ?? ''))
    return invalid('code_challenge must be a SHA-256 in base64url');
  if (readScopes(scope ?? '') === undefined)
    return { error: 'invalid_scope', description: 'scope must name at least one scope' };
  return undefined;
}
