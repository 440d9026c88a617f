import type { Exchange } from '#api-document';
import type { Client } from '#client';
import type { Prepared, Typed } from './typed.ts';

/** A request and its answer, as they went over the wire. */
export type Exchanged = {
  request: Prepared;
  credentials: Credentials;
  /** undefined: none came. */
  answer: Answer | undefined;
};
export type Answer = { status: number; headers: [name: string, value: string][]; text: string; ms: number };
export type Credentials = Pick<Typed, 'withToken' | 'withKey'>;

/** Token and key are in the session; this puts words of your own in their place. */
export const withCredentials = (
  { headers, ...rest }: Prepared,
  { withToken, withKey }: Credentials,
  shown: { token: string; key: string },
): Exchange['request'] => ({
  ...rest,
  headers: {
    ...(withToken && { Authorization: `Bearer ${shown.token}` }),
    ...(withKey && { 'API-key': shown.key }),
    ...headers,
  },
});

/**
 * Sends exactly what was prepared. The typed client would read the answer; here all of it is to be seen. A token that is over
 * is renewed once: nothing was done in its name.
 */
export async function exchange(
  { client, apiKey }: { client: Client; apiKey: string },
  request: Prepared,
  credentials: Credentials,
): Promise<Exchanged> {
  const tokens = client.tokens();
  const send = (token: string) => sent(withCredentials(request, credentials, { token, key: apiKey }));
  const token = (await tokens.current()) ?? '';
  const started = performance.now();
  try {
    let answer = await send(token);
    if (answer.status === 401 && credentials.withToken) {
      const renewed = await tokens.renew?.(token);
      if (renewed?.ok && renewed.token !== token) answer = await send(renewed.token);
    }
    const text = await answer.text();
    const { status, headers } = answer;
    const ms = Math.round(performance.now() - started);
    return { request, credentials, answer: { status, headers: [...headers], text, ms } };
  } catch {
    return { request, credentials, answer: undefined };
  }
}

const sent = ({ path, method, headers, body }: Exchange['request']): Promise<Response> =>
  fetch(path, {
    method,
    headers,
    // Who asks is in the headers alone, and a 304 is the registry's to say.
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
    ...(body === undefined ? {} : { body: body as string }),
  });
