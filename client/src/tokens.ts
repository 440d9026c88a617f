import { BARE, call, FORM } from './call.ts';
import { type ClientOptions, createClient } from './client.ts';
import { failed } from './failures.ts';
import type { Renewal, TokenSource } from './types.ts';

export type Tokens = { accessToken: string; refreshToken: string };

/** Where the caller keeps a pair of tokens: a file, a database, a variable. */
export type TokenStore = {
  read(): Tokens | undefined | Promise<Tokens | undefined>;
  /** Resolves when it is kept: a pair that is lost signs the person out. */
  write(tokens: Tokens): void | Promise<void>;
  /**
   * Runs the work while no other process or tab that has this store runs its own, such as
   * `(work) => navigator.locks.request('esoz', work)`. Absent: within this source alone.
   */
  lock?(work: () => Promise<Renewal>): Promise<Renewal>;
};

export type RefreshOptions = Omit<ClientOptions, 'token' | 'apiKey'> & {
  clientId: string;
  /** None: a public client. */
  clientSecret?: string;
};

/**
 * A source of tokens that fetches a new pair when the access token is refused, one at a time, whoever asks. A pair that
 * somebody else has written meanwhile is taken in place of fetching one. An exchange whose answer is lost is repeated:
 * within 30 s the service gives the same pair again (SPEC 11.2).
 */
export function refreshingTokens(store: TokenStore, options: RefreshOptions): TokenSource {
  const { clientId, clientSecret, ...rest } = options;
  const client = createClient(rest);
  const credentials = {
    client_id: clientId,
    ...(clientSecret !== undefined && { client_secret: clientSecret }),
  };
  let renewing: Promise<Renewal> | undefined;

  async function renew(refused: string): Promise<Renewal> {
    const kept = await store.read();
    if (kept === undefined) return failed('tokens', 'No tokens');
    if (kept.accessToken !== refused) return { ok: true, token: kept.accessToken };
    const body = { grant_type: 'refresh_token', refresh_token: kept.refreshToken, ...credentials };
    const answer = await call(client, EXCHANGE, { body });
    if (!answer.ok) return answer as Renewal;
    const { access_token: accessToken, refresh_token: refreshToken } = (answer.data ?? {}) as Record<
      string,
      unknown
    >;
    if (typeof accessToken !== 'string' || typeof refreshToken !== 'string')
      return failed('unintelligible', 'No answer of this API: no tokens', { status: answer.status });
    await store.write({ accessToken, refreshToken });
    return { ok: true, token: accessToken };
  }

  return {
    current: async () => (await store.read())?.accessToken,
    renew(refused) {
      const { lock = (work) => work() } = store;
      renewing ??= lock
        .call(store, () => renew(refused))
        .finally(() => {
          renewing = undefined;
        });
      return renewing;
    },
  };
}

const EXCHANGE = { method: 'POST', path: '/oauth/tokens', traits: FORM | BARE };
