import { HOME } from '../router.ts';
import type { Settings } from '../settings.ts';
import { SCOPES } from './scopes.ts';

/** What is kept while the person is at the sign-in page: in this tab alone, and taken away when they come back. */
type Pending = { verifier: string; returnTo: string };
const pendingKey = (state: string) => `esoz.sign-in.${state}`;

export type Obtained =
  | { kind: 'token'; token: string; returnTo: string }
  /** The person has to answer something first: who they are, for which legal entity, whether they agree. */
  | { kind: 'asked' }
  /** They said no, or nothing could be granted. */
  | { kind: 'refused' }
  | { kind: 'failed' };

const redirectUri = () => `${location.origin}${HOME}`;

/**
 * Leaves this page for the sign-in page, which leads back to `returnTo` (RFC 6749 with PKCE, SPEC 11.1).
 * @param legalEntity for which of several, where that is known
 */
export async function leaveToSignIn(
  settings: Settings,
  returnTo: string,
  legalEntity?: string,
): Promise<void> {
  const state = randomText();
  const pending: Pending = { verifier: randomText(), returnTo };
  sessionStorage.setItem(pendingKey(state), JSON.stringify(pending));
  location.assign(await signInAddress(settings, state, pending.verifier, legalEntity));
}

/**
 * The same without leaving the page: somebody who is signed in there, and has agreed before, is led back at once. Who that is,
 * an HttpOnly cookie of the sign-in knows; this page never sees it.
 */
export async function obtainSilently(settings: Settings, legalEntity?: string): Promise<Obtained> {
  const [state, verifier] = [randomText(), randomText()];
  const address = await signInAddress(settings, state, verifier, legalEntity);
  try {
    const answer = await fetch(address, { credentials: 'same-origin', headers: { accept: 'text/html' } });
    await answer.body?.cancel();
    const { pathname, searchParams } = new URL(answer.url);
    if (answer.status >= 500 || answer.status === 429) return { kind: 'failed' };
    if (pathname !== HOME) return { kind: 'asked' };
    return redeem(settings, searchParams, { state, verifier, returnTo: '' });
  } catch {
    return { kind: 'failed' };
  }
}

/** What the sign-in page has brought back, when this page was opened by it; undefined: it was not. */
export async function obtainFromAddress(
  settings: Settings,
  query: URLSearchParams,
): Promise<Obtained | undefined> {
  const state = query.get('state');
  if (state === null || !(query.has('code') || query.has('error'))) return undefined;
  const kept = sessionStorage.getItem(pendingKey(state));
  sessionStorage.removeItem(pendingKey(state));
  // Another tab's, or the second visit of an address that was used: the silent way finds out.
  if (kept === null) return undefined;
  return redeem(settings, query, { state, ...(JSON.parse(kept) as Pending) });
}

async function redeem(
  { clientId }: Settings,
  query: URLSearchParams,
  { state, verifier, returnTo }: Pending & { state: string },
): Promise<Obtained> {
  const [code, error] = [query.get('code'), query.get('error')];
  if (query.get('state') !== state) return { kind: 'failed' };
  if (error !== null || code === null) return { kind: 'refused' };
  const answer = await fetch('/oauth/tokens', {
    method: 'POST',
    credentials: 'omit',
    headers: { accept: 'application/json' },
    // RFC 6749's form of the method: what was asked for beyond the person's rights is left out, and not refused.
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri(),
    }),
  });
  if (!answer.ok) return { kind: 'failed' };
  // The refresh token is let go: the sign-in's own cookie renews, and ends with the session of the person.
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return { kind: 'token', token, returnTo };
}

async function signInAddress(
  settings: Settings,
  state: string,
  verifier: string,
  legalEntity?: string,
): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    client_id: settings.clientId,
    redirect_uri: redirectUri(),
    response_type: 'code',
    scope: SCOPES.join(' '),
    state,
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
    ...(legalEntity === undefined ? {} : { legal_entity: legalEntity }),
  });
  return `/sign-in?${query}`;
}

const randomText = (): string => base64Url(crypto.getRandomValues(new Uint8Array(32)));

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
