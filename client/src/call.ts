import { addressOf } from './address.ts';
import { type Answer, readAnswer } from './answer.ts';
import { isHeaderValue } from './client.ts';
import { deadline, type Ending } from './deadline.ts';
import { failed, unanswered } from './failures.ts';
import { delayBefore } from './retry.ts';
import type { Client } from './types.ts';

/** How a method is called, beside its method and path. */
export const KEYED = 1;
/** Its body is a form: a method of OAuth, which does no harm when it is repeated. */
export const FORM = 2;
/** Its answer has no envelope. */
export const BARE = 4;

export type CallTarget = { method: string; path: string; traits: number };
export type CallRequest = {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  idempotencyKey?: string | undefined;
  ifMatch?: string;
  ifNoneMatch?: string;
  ifUnmodifiedSince?: string;
  signal?: AbortSignal;
  timeoutMs?: number;
};

/**
 * One call with its repetitions: after a broken connection, 429 and 503, and of a GET or under an idempotency key alone.
 * Resolves with every outcome; rejects only for what is no JSON (`BigInt`, circles).
 */
export async function call(client: Client, target: CallTarget, request: CallRequest): Promise<Answer> {
  const { traits, method } = target;
  const idempotencyKey = traits & KEYED ? (request.idempotencyKey ?? crypto.randomUUID()) : undefined;
  const prepared = prepare(client, target, { ...request, idempotencyKey });
  if (typeof prepared === 'string') return failed('unsendable', `${prepared} cannot be sent`);
  const isSafe = method === 'GET' || (traits & (KEYED | FORM)) > 0;
  const ending = deadline(request.timeoutMs ?? client.timeoutMs, request.signal);
  const attempt = (token: string | undefined) => attemptOnce(client, prepared, token, traits, ending);
  try {
    return { ...(await repeat(client, attempt, isSafe, ending)), idempotencyKey };
  } finally {
    ending.close();
  }
}

type Prepared = {
  url: string;
  init: { method: string; headers: Record<string, string>; body?: string };
  /** That go out with it, beside the token. */
  secrets: string[];
};

/** @returns the name of what cannot be sent */
function prepare(
  { baseUrl, headers: common }: Client,
  { method, path, traits }: CallTarget,
  request: CallRequest,
): Prepared | string {
  const headers: Record<string, string> = { accept: 'application/json', ...common() };
  for (const [part, name] of Object.entries(CONDITIONS)) {
    const value = request[part as keyof typeof CONDITIONS];
    if (value === undefined) continue;
    if (!isHeaderValue(value)) return part;
    headers[name] = value;
  }
  const target = addressOf(path, request);
  if (!target.startsWith('/')) return target;
  const { body } = request;
  const url = baseUrl + target;
  // What is shorter is a language or the like.
  const secrets = Object.values(common()).filter((value) => value.length > 7);
  if (body === undefined) return { url, init: { method, headers }, secrets };
  headers['content-type'] = `application/${traits & FORM ? 'x-www-form-urlencoded' : 'json'}`;
  const text =
    traits & FORM ? `${new URLSearchParams(body as Record<string, string>)}` : JSON.stringify(body);
  if (traits & FORM)
    for (const [name, value] of Object.entries(body as Record<string, string>))
      if (value && SECRET_FIELD.test(name)) secrets.push(`${value}`);
  return { url, init: { method, headers, body: text }, secrets };
}

/** Of a form: tokens, a code and its verifier, passwords. */
const SECRET_FIELD = /(token|secret|password)$|^code(_verifier)?$/;

const CONDITIONS = {
  idempotencyKey: 'x-idempotency-key',
  ifMatch: 'if-match',
  ifNoneMatch: 'if-none-match',
  ifUnmodifiedSince: 'if-unmodified-since',
} as const;

async function repeat(
  client: Client,
  attempt: (token: string | undefined) => Promise<Answer>,
  isSafe: boolean,
  ending: Ending,
): Promise<Answer> {
  const { retry } = client;
  const tokens = client.tokens();
  let { renew } = tokens;
  let token = await ending.until(async () => tokens.current()).catch(() => NO_STORE);
  for (let at = 1; ; at++) {
    if (ending.reached()) return unanswered(ending.reached());
    if (!isHeaderValue(token ?? '')) return failed('tokens', 'No token store');
    const answer = await attempt(token);
    if (answer.ok) return answer;
    if (answer.status === 401 && renew && token) {
      const renewing = renew.bind(tokens, token);
      const renewal = await ending.until(renewing).catch(() => undefined);
      if (ending.reached()) continue;
      if (!renewal?.ok) return failed('tokens', 'No new token', { cause: renewal?.error });
      token = renewal.token;
      renew = undefined;
      at--;
      continue;
    }
    const delayMs = isSafe && at < retry.attempts ? delayBefore(at, answer.error, retry) : undefined;
    if (delayMs === undefined || delayMs >= ending.leftMs()) return answer;
    await ending.sleep(delayMs);
  }
}

/** No header can be so. */
const NO_STORE = '\n';

async function attemptOnce(
  { fetch, maxAnswerBytes }: Client,
  { url, init, secrets }: Prepared,
  token: string | undefined,
  traits: number,
  { signal, reached }: Ending,
): Promise<Answer> {
  const authorization = token && { authorization: `Bearer ${token}` };
  try {
    // A token must not follow to where somebody else points; cookies are no business of this API.
    const response = await fetch(url, {
      ...init,
      headers: { ...init.headers, ...authorization },
      redirect: 'manual',
      credentials: 'omit',
      signal,
    });
    const sent = token ? [...secrets, token] : secrets;
    return await readAnswer(response, (traits & BARE) > 0, maxAnswerBytes, sent);
  } catch (error) {
    return unanswered(reached(), error);
  }
}
