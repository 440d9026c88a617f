import type { OperationId } from './calls.ts';
import { failed } from './failures.ts';
import { secondsUntil } from './retry.ts';
import type { Result } from './types.ts';

/** What any method answers, before its own types are put on it. */
export type Answer = Result<OperationId>;

/**
 * Reads an answer and judges it: nothing of the API's form is taken for granted. Rejects when the connection breaks.
 * @param secrets struck out of what a refusal says: whoever answers may repeat what it was sent
 */
export async function readAnswer(
  response: Response,
  isBare: boolean,
  maxBytes: number,
  secrets: string[],
): Promise<Answer> {
  const answer = await judge(response, isBare, maxBytes, secrets);
  return { ...answer, requestId: response.headers.get('x-request-id') ?? answer.requestId } as Answer;
}

type Judged = Record<string, unknown>;

async function judge(
  response: Response,
  isBare: boolean,
  maxBytes: number,
  secrets: string[],
): Promise<Judged> {
  const { status, ok, headers } = response;
  if (status === 304) return failed('unchanged', 'As it was', { status });
  // A browser hides where it leads, and that it is one but for its type.
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    leave(response.body);
    const to = /^https?:\/\/[^/?#@]+(?![^/?#])/.exec(headers.get('location') ?? '')?.[0];
    return failed('redirected', 'Redirected', { status, to });
  }
  const unintelligible = (what: string) =>
    failed('unintelligible', `No answer of this API: ${what}`, { status });
  const text = await readText(response, maxBytes);
  if (text === undefined) return unintelligible('too long');
  let document: unknown = null;
  try {
    if (text !== '' || !isBare) document = JSON.parse(text);
    if (!ok) document = withoutSecrets(document, secrets);
  } catch {
    return unintelligible('no JSON');
  }
  if (!ok) return (isObject(document) && refused(response, document)) || unintelligible('no error');
  if (isBare)
    return text && !isObject(document) ? unintelligible('no object') : succeed(response, { data: document });
  const { meta, data, paging } = isObject(document) ? document : {};
  const isPaged = isObject(paging) && Number.isInteger(paging.page_number);
  if (
    !isObject(meta) ||
    !(meta.type === 'list' ? Array.isArray(data) : isObject(data)) ||
    !(isPaged || paging === undefined)
  )
    return unintelligible('no envelope');
  return succeed(response, { data, meta, ...(isPaged && { paging }), requestId: meta.request_id });
}

function succeed({ status, headers }: Response, envelope: object): Judged {
  // Only the query is taken: the host of the next page is the one that was asked.
  const next = linkTo('next', headers)?.split('?')[1];
  return {
    ok: true,
    status,
    ...envelope,
    etag: headers.get('etag') ?? undefined,
    lastModified: headers.get('last-modified') ?? undefined,
    replayed: headers.get('idempotent-replayed') === 'true',
    next: next && Object.fromEntries(new URLSearchParams(next)),
  };
}

function linkTo(relation: string, headers: Headers): string | undefined {
  const links = headers.get('link');
  return links ? new RegExp(`<([^<>]*)>\\s*;\\s*rel="?${relation}\\b`).exec(links)?.[1] : undefined;
}

/** @returns undefined where the document says no error in the form of this API, or in that of RFC 6749 */
function refused({ status, headers }: Response, document: Record<string, unknown>): Judged | undefined {
  const { error, meta } = document;
  const said = typeof error === 'string' ? { type: error, message: document.error_description } : error;
  if (!isObject(said) || typeof said.type !== 'string') return undefined;
  const { type, message, invalid } = said;
  const refusal = failed('refused', typeof message === 'string' ? message : type, {
    status,
    type,
    code: linkTo('help', headers)?.split('/docs/errors/')[1],
    invalid: Array.isArray(invalid) ? invalid.filter(isObject) : [],
    retryAfterSeconds: secondsUntil(headers.get('retry-after') ?? '', headers.get('date') ?? ''),
  });
  return { ...refusal, requestId: isObject(meta) ? meta.request_id : undefined };
}

/** @returns undefined where there is more of it than that */
export async function readText(response: Response, maxBytes: number): Promise<string | undefined> {
  const { headers, body } = response;
  const isPlain = (headers.get('content-encoding') ?? 'identity') === 'identity';
  // A stream is read slower than a text: only where the length is unknown, or not that of the text.
  if (!body || (isPlain && Number(headers.get('content-length') ?? Number.NaN) <= maxBytes))
    return response.text();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > maxBytes) return leave(reader);
    text += decoder.decode(value, { stream: true });
  }
}

/** What is not read is let go. Where it has broken meanwhile, cancelling says so, and nobody wants to know. */
const leave = (unread: Pick<ReadableStream, 'cancel'> | null): undefined =>
  void unread?.cancel().catch(() => {});

/** Written anew first: an answer may have escaped letters that need it not. */
const withoutSecrets = (document: unknown, secrets: string[]): unknown =>
  JSON.parse(
    secrets.reduce(
      (rest, secret) => rest.replaceAll(JSON.stringify(secret).slice(1, -1), '…'),
      JSON.stringify(document),
    ),
  );

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
