import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { giveConsent, isConsented } from '../../src/oauth/consents.ts';
import { findContexts } from '../../src/oauth/contexts.ts';
import { issueCode } from '../../src/oauth/issue-code.ts';
import { readAuthorizationRequest } from '../../src/oauth/request.ts';
import { beginSession } from '../../src/people/sessions.ts';
import { atOnce } from '../../src/platform/turns.ts';
import { type ApiAnswer, call } from '../fixtures/client.ts';
import { CLINIC_URI, type People, SECRET, type ServedPeople } from './world.ts';

export const VERIFIER = 'verifier-'.repeat(6);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
export const PKCE = { code_challenge: CHALLENGE, code_challenge_method: 'S256' };

export type CodeOptions = {
  userId?: string;
  /** Whose tokens; default: the first that there is. */
  at?: string;
  query?: Record<string, string>;
};

/** A session of a person, whatever the password. */
export async function sessionOf(
  db: ServedPeople['pool'],
  clock: ServedPeople['clock'],
  userId: string,
): Promise<{ id: string; userId: string }> {
  const { rows } = await db.query('SELECT password_hash FROM users WHERE id = $1', [userId]);
  const passwordHash = rows[0]?.password_hash as string;
  const browser = { address: '192.0.2.1', userAgent: 'a browser', requestId: 'sign-in' };
  const session = await beginSession(db, clock, { ...browser, userId, passwordHash });
  assert.ok(session, 'somebody who may sign in');
  return session;
}

/** What the sign-in page does for a person who has passed it: a code of the clinic's own program, unless told otherwise. */
export async function codeOf(
  { pool, ids, clock }: Pick<ServedPeople, 'pool' | 'ids' | 'clock'>,
  { userId = ids.owner, at, query = {} }: CodeOptions = {},
): Promise<string> {
  const services = { db: pool, clock, writes: atOnce };
  const read = await readAuthorizationRequest(pool, {
    client_id: ids.clinic,
    redirect_uri: CLINIC_URI,
    response_type: 'code',
    scope: 'license:read license:write',
    ...query,
  });
  assert.equal(read.kind, 'ok', JSON.stringify(read));
  const { request } = read as Extract<typeof read, { kind: 'ok' }>;
  const contexts = await findContexts(pool, request, userId);
  const context = contexts.find(({ clientId }) => at === undefined || clientId === at);
  assert.ok(context, 'there is such a context');
  const session = await sessionOf(pool, clock, userId);
  const given = { request, context, userId, session, requestId: 'sign-in' };
  const isAgreed = await isConsented(pool, context, userId);
  const agreed = isAgreed ? context : await giveConsent(services, given);
  return (await issueCode(services, { ...given, context: agreed })).code;
}

/** The national form. */
export const national = (url: string, token: object, headers: Record<string, string> = {}) =>
  call(`${url}/oauth/tokens`, { body: { token }, headers });

/** A form, as RFC 6749 has it. */
export const form = (url: string, path: string, fields: object, headers: Record<string, string> = {}) =>
  call(`${url}${path}`, {
    body: new URLSearchParams(fields as Record<string, string>).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });

/** What the clinic sends with a code, in the national form. */
export const nationalCode = (ids: People, code: string, overrides: object = {}) => ({
  grant_type: 'authorization_code',
  client_id: ids.clinic,
  client_secret: SECRET,
  code,
  redirect_uri: CLINIC_URI,
  scope: 'license:read license:write',
  ...overrides,
});

/** What the clinic sends with a refresh token, in the form of RFC 6749. */
export const formRefresh = (ids: People, refresh_token: string, overrides: object = {}) => ({
  grant_type: 'refresh_token',
  client_id: ids.clinic,
  client_secret: SECRET,
  refresh_token,
  ...overrides,
});

export type Pair = { access: string; refresh: string };

/** A pair of tokens of the clinic's. */
export async function pairOf(served: ServedPeople, options: CodeOptions = {}): Promise<Pair> {
  const code = await codeOf(served, options);
  const answer = await national(served.url, nationalCode(served.ids, code));
  assert.equal(answer.status, 201, answer.describe());
  return { access: answer.body.data.value, refresh: answer.body.data.details.refresh_token };
}

/** Whether a bearer of the token is let in. */
export async function isAccepted(url: string, token: string): Promise<boolean> {
  const answer: ApiAnswer = await call(`${url}/api/licenses`, { token });
  assert.ok([200, 401].includes(answer.status), answer.describe());
  return answer.status === 200;
}

/** `error` of the national failures, byte for byte. */
export const errorBytes = (type: string, message: string): string =>
  `{"type":"${type}","message":"${message}"}`;

/** The same of a 422 by a business rule. */
export const invalidBytes = (entry: string, message: string): string =>
  `{"type":"validation_failed","message":"${message}","invalid":[{"entry":"$.token.${entry}","entry_type":"json_data_property","rules":[{"rule":"invalid","params":[],"description":"${message}"}]}]}`;
