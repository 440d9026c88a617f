import { StoreFailure } from '../../backend.ts';
import { askStore, type StoreAnswer } from '../ask-store.ts';

/** How the account's folders are listed: TempURL links cannot do that. */
export type SwiftAuth = {
  type: 'v1' | 'password' | 'application_credential';
  url: string;
  user: string;
  key: string;
  project: string | undefined;
  domain: string;
};

export type SwiftToken = {
  value: string;
  /** Where the service says that the account is; Keystone's catalogue is not asked. */
  storageUrl: string | undefined;
};

export type SwiftTokens = {
  /** The token in use, or a new one. @throws StoreFailure */
  get(signal: AbortSignal): Promise<SwiftToken>;
  /** To be called when the store refused a token: the next `get` asks for another one. */
  forget(token: SwiftToken): void;
};

/** Tokens for our own requests, kept until the store refuses one; any number of callers share one sign-in. */
export function createSwiftTokens(auth: SwiftAuth): SwiftTokens {
  let current: Promise<SwiftToken> | undefined;
  let kept: SwiftToken | undefined;
  return {
    async get(signal) {
      current ??= signIn(auth, signal);
      const asked = current;
      try {
        kept = await asked;
        return kept;
      } catch (error) {
        if (current === asked) current = undefined;
        throw error;
      }
    },
    forget(token) {
      if (token !== kept) return; // somebody else has renewed it already
      current = undefined;
      kept = undefined;
    },
  };
}

async function signIn(auth: SwiftAuth, signal: AbortSignal): Promise<SwiftToken> {
  const answer = auth.type === 'v1' ? await signInV1(auth, signal) : await signInKeystone(auth, signal);
  const value = answer.headers.get(auth.type === 'v1' ? 'x-auth-token' : 'x-subject-token');
  if (answer.status >= 300 || value === null) {
    throw new StoreFailure(`the authentication service answers ${answer.status} without a token`);
  }
  return { value, storageUrl: answer.headers.get('x-storage-url') ?? undefined };
}

/** TempAuth, swauth and Ceph RGW. */
function signInV1({ url, user, key }: SwiftAuth, signal: AbortSignal): Promise<StoreAnswer> {
  return askStore('GET', url, { headers: { 'x-auth-user': user, 'x-auth-key': key }, signal });
}

function signInKeystone(auth: SwiftAuth, signal: AbortSignal): Promise<StoreAnswer> {
  const { type, url, user, key, project, domain } = auth;
  const inDomain = { domain: { name: domain } };
  const document =
    type === 'application_credential'
      ? {
          auth: {
            identity: {
              methods: ['application_credential'],
              application_credential: { id: user, secret: key },
            },
          },
        }
      : {
          auth: {
            identity: {
              methods: ['password'],
              password: { user: { name: user, password: key, ...inDomain } },
            },
            scope: { project: { name: project, ...inDomain } },
          },
        };
  return askStore('POST', `${url}/auth/tokens`, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(document),
    signal,
  });
}
