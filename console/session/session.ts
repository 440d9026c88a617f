import { type Client, createClient, getOwnIdentity, logOut, type Renewal, type TokenSource } from '#client';
import type { Settings } from '../settings.ts';
import { type Obtained, obtainSilently } from './authorization.ts';
import type { Scope } from './scopes.ts';

/** Who uses the console, and where: as `GET /auth/me` says. */
export type Identity = {
  userId: string;
  email: string | null;
  /** Whose token it is: the legal entity's, or НСЗУ's. */
  clientId: string;
  clientName: string;
  legalEntity: LegalEntity | null;
  scopes: readonly string[];
};
export type LegalEntity = { id: string; name: string; edrpou: string; type: string; status: string };

export type Session = {
  identity: Identity;
  /** Calls the API in this person's name; the access token is in its closure, and nowhere else. */
  client: Client;
  can(scope: Scope): boolean;
  /** Ends the token of this tab, and has every other tab of this person end its own. Resolves, whether or not it was told. */
  signOut(): Promise<void>;
};

/** The tabs of this browser tell each other whose session has ended: each has a token of its own, which would outlive it. */
const TABS = 'esoz.session';
const PATIENCE_MS = 2_000;

/**
 * @param onEnd the person has to sign in again, or somebody else has signed in meanwhile: nothing more is sent in this name.
 * Told false when they have signed in again, in another tab
 * @returns undefined when the API does not say whose token it is
 */
export async function openSession(
  settings: Settings,
  token: string,
  onEnd: (hasEnded: boolean) => void,
): Promise<Session | undefined> {
  const identity = await identityOf(settings, token);
  if (identity === undefined) return undefined;
  const source = renewing(settings, { token, identity, onEnd });
  const client = createClient({ baseUrl: location.origin, apiKey: settings.apiKey, token: source });
  const tabs = new BroadcastChannel(TABS);
  const endToken = async () => {
    const ending = createClient({
      baseUrl: location.origin,
      apiKey: settings.apiKey,
      token: (await source.current()) ?? '',
    });
    await logOut(ending, { timeoutMs: PATIENCE_MS });
  };
  tabs.onmessage = ({ data: userId }) => {
    if (userId !== identity.userId) return;
    onEnd(true);
    void endToken();
  };
  const signOut = () => {
    tabs.postMessage(identity.userId);
    return endToken();
  };
  return { identity, client, can: (scope) => identity.scopes.includes(scope), signOut };
}

async function identityOf(settings: Settings, token: string): Promise<Identity | undefined> {
  const result = await getOwnIdentity(
    createClient({ baseUrl: location.origin, apiKey: settings.apiKey, token }),
  );
  if (!result.ok) return undefined;
  const { data } = result;
  return {
    userId: data.user_id,
    email: data.email,
    clientId: data.client_id,
    clientName: data.client_name,
    legalEntity: data.legal_entity,
    scopes: data.scopes,
  };
}

/** A token that was refused is renewed by the sign-in's cookie, one at a time, and only for the same person at the same place. */
function renewing(
  settings: Settings,
  {
    token: first,
    identity,
    onEnd,
  }: { token: string; identity: Identity; onEnd: (hasEnded: boolean) => void },
): TokenSource {
  let token = first;
  let renewal: Promise<Renewal> | undefined;
  async function renew(): Promise<Renewal> {
    const obtained: Obtained = await obtainSilently(settings, identity.legalEntity?.id);
    if (obtained.kind === 'failed') return unanswered;
    if (obtained.kind !== 'token') return end();
    const now = await identityOf(settings, obtained.token);
    if (now === undefined) return unanswered;
    if (now.userId !== identity.userId || now.clientId !== identity.clientId) return end();
    token = obtained.token;
    onEnd(false);
    return { ok: true, token };
  }
  function end(): Renewal {
    onEnd(true);
    return { ok: false, error: { kind: 'tokens', status: 0, message: 'Sign in again', cause: undefined } };
  }
  return {
    current: () => token,
    renew(refused) {
      if (refused !== token) return Promise.resolve({ ok: true, token });
      renewal ??= renew().finally(() => {
        renewal = undefined;
      });
      return renewal;
    },
  };
}

/** The sign-in did not answer: nothing has ended, so trying again may help. */
const unanswered: Renewal = {
  ok: false,
  error: { kind: 'network', status: 0, message: 'No connection', reason: undefined },
};
