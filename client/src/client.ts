import type { Client, RetryLimits, TokenSource } from './types.ts';

export type ClientOptions = {
  /** Scheme and host of the API, and the path in front of its methods, if there is one. */
  baseUrl: string;
  /** An access token, or a source that has a fresh one, such as `refreshingTokens`. None: public methods alone. */
  token?: string | TokenSource;
  /** The key of a МІС or a third party, where the method asks for one. */
  apiKey?: string;
  /** Further headers of every call, such as `X-Custom-PSK`. */
  headers?: Record<string, string>;
  fetch?: typeof globalThis.fetch;
  /** Of a call with its repetitions. */
  timeoutMs?: number;
  /** More of an answer is not read. */
  maxAnswerBytes?: number;
  retry?: Partial<RetryLimits>;
};

/** A page of 300 licences whose texts have their full length is 6 MB. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/**
 * What every function of this package takes first. Makes no request.
 * @throws TypeError when an option cannot be used at all; never tells the value of a secret
 */
export function createClient(options: ClientOptions): Client {
  const { baseUrl, token, apiKey, timeoutMs = 30_000, maxAnswerBytes = MAX_ANSWER_BYTES } = options;
  if (!/^https?:\/\/[^?#@]+$/.test(baseUrl) || !URL.canParse(baseUrl))
    throw new TypeError('baseUrl must be http(s)://…');
  const headers = { ...options.headers, ...(apiKey === undefined ? {} : { 'api-key': apiKey }) };
  const fixed = typeof token === 'string' ? { ...headers, token } : headers;
  for (const [name, value] of Object.entries(fixed))
    if (!isHeaderValue(value) || value === '') throw new TypeError(`${name} must be ASCII`);
  // Looked up at each call, so that a page or a test may replace it.
  const { fetch = (...args) => globalThis.fetch(...args) } = options;
  return {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    timeoutMs,
    maxAnswerBytes,
    retry: { attempts: 3, firstDelayMs: 200, maxDelayMs: 10_000, ...options.retry },
    fetch,
    tokens: () => (typeof token === 'object' ? token : { current: () => token }),
    headers: () => headers,
  };
}

/** What fetch sends as it stands; for other values it throws an error that tells them. */
export const isHeaderValue = (value: string): boolean => /^[\x20-\x7e]*$/.test(value);
