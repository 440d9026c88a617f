import { type Client, createClient, type Failed, type OperationId, type Result, type Success } from '#client';
import { isAboutTrust, PortalError, TRUST_HINT } from './portal-error.ts';

/** Where the API is, and who calls. */
export type PortalAccess = { url: string; token: string; apiKey: string };

/** Longer than the API itself waits for AEL and the store. */
const ANSWER_TIMEOUT_MS = 15_000;
/** A person waits: who asks for more patience than this is told to them. */
const MAX_DELAY_MS = 2_000;

/**
 * One call of the API.
 * @param method such as `(client) => listMediaStorageFiles(client, …)`
 * @throws PortalError for every other outcome; the reason of the signal when that ended it
 */
export async function callApi<Id extends OperationId>(
  { url, token, apiKey }: PortalAccess,
  method: (client: Client) => Promise<Result<Id>>,
  signal: AbortSignal,
): Promise<Success<Id>> {
  const retry = { maxDelayMs: MAX_DELAY_MS };
  const client = createClient({ baseUrl: url, token, apiKey, timeoutMs: ANSWER_TIMEOUT_MS, retry });
  const result = await method(client);
  if (result.ok) return result as Success<Id>;
  if (signal.aborted) throw signal.reason;
  throw refusal(url, result as Failed<never>);
}

function refusal(url: string, { status, error, requestId }: Failed<never>): PortalError {
  switch (error.kind) {
    case 'refused': {
      const entries = invalidEntries(error.invalid).map((entry) => `\n  ${entry}`);
      const sentence = error.message;
      return new PortalError(
        `The API answers ${status}: ${sentence}${entries.join('')} (request ${requestId ?? 'unknown'})`,
        hintFor(status, sentence, error.retryAfterSeconds),
      );
    }
    case 'redirected':
      return new PortalError(
        `${url} redirects to ${error.to ?? 'somewhere else'}.`,
        'Set ESOZ_URL to the address of the API itself.',
      );
    case 'timeout':
      return silence(url, 'timed out');
    case 'network':
      return silence(url, error.reason ?? 'the connection broke');
    default:
      return new PortalError(
        `${url} answers ${status}, and not as the API does.`,
        'Set ESOZ_URL to the address of the API, without a path behind it.',
      );
  }
}

function silence(url: string, reason: string): PortalError {
  const hint = 'Is the product running there? Set ESOZ_URL to the address of its API.';
  return new PortalError(`${url} does not answer (${reason}).`, isAboutTrust(reason) ? TRUST_HINT : hint);
}

function invalidEntries(invalid: { entry?: string; rules?: { description?: string }[] }[]): string[] {
  return invalid.flatMap(({ entry, rules = [] }) =>
    rules.map(({ description }) => `${String(entry)}: ${String(description)}`),
  );
}

function hintFor(
  status: number,
  sentence: string,
  retryAfterSeconds: number | undefined,
): string | undefined {
  if (status === 401 && /api key/i.test(sentence))
    return 'Check ESOZ_API_KEY: the key of a client that is not blocked, not revoked.';
  if (status === 401) return 'Check ESOZ_TOKEN: unknown, expired, revoked, or its client or user is blocked.';
  if (status === 403) return 'Take a token that has this scope: esoz token issue --scope "…".';
  if (status === 404) return 'Set ESOZ_URL to the address of the API, without a path behind it.';
  if (status === 429 || status === 503)
    return `Try again ${retryAfterSeconds === undefined ? 'later' : `in ${Math.ceil(retryAfterSeconds)} s`}.`;
  return undefined;
}
