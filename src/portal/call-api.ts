import { reasonOf } from '../ael/fetch-failure.ts';
import { isAboutTrust, PortalError, TRUST_HINT } from './portal-error.ts';

/** Where the API is, and who calls. */
export type PortalAccess = { url: string; token: string; apiKey: string };

/** Longer than the API itself waits for AEL and the store. */
const ANSWER_TIMEOUT_MS = 15_000;

type Envelope = {
  meta?: { request_id?: unknown };
  data?: unknown;
  paging?: unknown;
  error?: { message?: unknown; invalid?: unknown };
};

/**
 * One call of the API.
 * @returns `data` and `paging` of the answer, as they come
 * @throws PortalError for every other answer, and for none; the reason of the signal when that ended it
 */
export async function callApi(
  { url, token, apiKey }: PortalAccess,
  target: string,
  { body, signal }: { body?: object; signal: AbortSignal },
): Promise<{ data: unknown; paging: unknown }> {
  const response = await fetch(`${url}${target}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      'api-key': apiKey,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    // A token must not follow to where somebody else points.
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
  }).catch((error: unknown) => {
    if (signal.aborted) throw signal.reason;
    const reason = reasonOf(error);
    throw new PortalError(
      `${url} does not answer (${reason}).`,
      isAboutTrust(reason)
        ? TRUST_HINT
        : 'Is the product running there? Set ESOZ_URL to the address of its API.',
      error,
    );
  });
  const envelope = await readEnvelope(response);
  if (response.status === 200 && envelope?.data !== undefined)
    return { data: envelope.data, paging: envelope.paging };
  throw refusal(url, response, envelope);
}

async function readEnvelope(response: Response): Promise<Envelope | undefined> {
  try {
    return (await response.json()) as Envelope;
  } catch {
    return undefined;
  }
}

function refusal(url: string, response: Response, envelope: Envelope | undefined): PortalError {
  const { status, headers } = response;
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location !== null && URL.canParse(location, url)) {
    const { origin } = new URL(location, url);
    return new PortalError(
      `${url} redirects to ${origin}.`,
      'Set ESOZ_URL to the address of the API itself.',
    );
  }
  if (envelope?.meta?.request_id === undefined) {
    const hint = 'Set ESOZ_URL to the address of the API, without a path behind it.';
    return new PortalError(`${url} answers ${status}, and not as the API does.`, hint);
  }
  const { message, invalid } = envelope.error ?? {};
  const sentence = typeof message === 'string' ? message : 'no reason is given';
  const entries = invalidEntries(invalid).map((entry) => `\n  ${entry}`);
  return new PortalError(
    `The API answers ${status}: ${sentence}${entries.join('')} (request ${String(envelope.meta.request_id)})`,
    hintFor(status, sentence, headers.get('retry-after')),
  );
}

function invalidEntries(invalid: unknown): string[] {
  if (!Array.isArray(invalid)) return [];
  return invalid.flatMap(({ entry, rules }: { entry?: unknown; rules?: { description?: unknown }[] }) =>
    (rules ?? []).map(({ description }) => `${String(entry)}: ${String(description)}`),
  );
}

function hintFor(status: number, sentence: string, retryAfter: string | null): string | undefined {
  if (status === 401 && /api key/i.test(sentence))
    return 'Check ESOZ_API_KEY: the key of a client that is not blocked, not revoked.';
  if (status === 401) return 'Check ESOZ_TOKEN: unknown, expired, revoked, or its client or user is blocked.';
  if (status === 403) return 'Take a token that has this scope: esoz token issue --scope "…".';
  if (status === 404) return 'Set ESOZ_URL to the address of the API, without a path behind it.';
  if (status === 429 || status === 503)
    return `Try again ${retryAfter === null ? 'later' : `in ${retryAfter} s`}.`;
  return undefined;
}
