import { encodeKey } from '../../file-name.ts';
import { askStore, type StoreAnswer } from '../ask-store.ts';
import { createSwiftTokens, type SwiftAuth, type SwiftToken } from './token.ts';

/** One authenticated request for a container. @throws StoreFailure */
export type AskContainer = (
  method: 'GET' | 'HEAD',
  bucket: string,
  query: string,
  signal: AbortSignal,
) => Promise<StoreAnswer & { token: SwiftToken }>;

/** @param accountUrl endpoint and path of the account */
export function createAskContainer(accountUrl: string, auth: SwiftAuth): AskContainer {
  const tokens = createSwiftTokens(auth);
  return async (method, bucket, query, signal) => {
    const url = `${accountUrl}/${encodeKey(bucket)}${query}`;
    for (let attempt = 1; ; attempt += 1) {
      const token = await tokens.get(signal);
      const answer = await askStore(method, url, { headers: { 'x-auth-token': token.value }, signal });
      if (answer.status !== 401 || attempt === 2) return { ...answer, token };
      tokens.forget(token); // expired or revoked
    }
  };
}
