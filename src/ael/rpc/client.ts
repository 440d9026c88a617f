import { randomUUID } from 'node:crypto';
import { activeSpan, type Span, traced } from '../../platform/tracing.ts';
import { AelError, aelUnavailable, RPC_CODES } from '../ael-error.ts';
import type { Ael, AelCall, AelMethod, AelResults } from '../contract.ts';
import { isResult } from '../contract-check.ts';
import { reasonOf } from '../fetch-failure.ts';
import { outgoingSpan } from '../outgoing-span.ts';

export type AelClientOptions = {
  /** Of the service, without `/rpc`. */
  url: string;
  token: string;
  /** For a call with its retry; default 2 s (SPEC 8). */
  deadlineMs?: number;
};

const DEADLINE_MS = 2_000;
/** After a call that got no answer, the same method fails at once for so long: callers must not pile up behind it. */
const PAUSE_MS = 1_000;
/** A page of a thousand of the longest names; more is nonsense. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** What is left of a connection that AEL, or something on the way, closed: every method may be asked again. */
const BROKEN = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CLOSED']);

/**
 * AEL over RPC. Connections are kept alive; a call has a deadline, and one retry on a broken connection.
 * Every method rejects with AelError: -32602 as AEL said it, -32000 for everything else that is not a proper answer.
 */
export function createAelClient(options: AelClientOptions): Ael {
  const call = <M extends AelMethod>(method: M) => {
    let pausedUntil = 0;
    return async (params: unknown, context: AelCall = {}) => {
      if (performance.now() < pausedUntil) throw aelUnavailable('AEL did not answer a moment ago');
      try {
        return await request(options, method, params, context);
      } catch (error) {
        if (((error as Error).cause as Error | undefined)?.name === 'TimeoutError')
          pausedUntil = performance.now() + PAUSE_MS;
        throw error;
      }
    };
  };
  return { signedUrl: call('signed_url'), listObjects: call('list_objects'), check: call('check') };
}

async function request<M extends AelMethod>(
  options: AelClientOptions,
  method: M,
  params: unknown,
  { requestId }: AelCall,
): Promise<AelResults[M]> {
  const id = randomUUID();
  const signal = AbortSignal.timeout(options.deadlineMs ?? DEADLINE_MS);
  const url = `${options.url}/rpc`;
  const send = () =>
    traced('POST /rpc', outgoingSpan('POST', url), (span = activeSpan()) =>
      exchange(
        url,
        {
          method: 'POST',
          headers: {
            authorization: `Bearer ${options.token}`,
            'content-type': 'application/json',
            ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
            ...(span === undefined ? {} : { traceparent: span.traceparent }),
          },
          body: JSON.stringify({ jsonrpc: '2.0', method, params, id }),
          redirect: 'error', // the token is for AEL alone
          signal,
        },
        span,
      ),
    );
  const text = await send().catch((error) => {
    if (!BROKEN.has(reasonOf(error))) throw asUnavailable(error);
    return send().catch((again) => {
      throw asUnavailable(again);
    });
  });
  return readAnswer(text, id, method);
}

async function exchange(url: string, init: RequestInit, span: Span | undefined): Promise<string> {
  const response = await fetch(url, init);
  span?.set({ 'http.response.status_code': response.status });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw aelUnavailable('AEL sends an answer without end');
    chunks.push(chunk);
  }
  if (response.status === 401)
    throw aelUnavailable('AEL does not know our token: AEL_TOKEN must be the same');
  if (response.status !== 200) throw aelUnavailable(`AEL answers ${response.status}`);
  return Buffer.concat(chunks).toString();
}

function readAnswer<M extends AelMethod>(text: string, id: string, method: M): AelResults[M] {
  const answer = parse(text);
  if (answer.jsonrpc !== '2.0' || answer.id !== id) throw aelUnavailable('AEL answers nonsense');
  const error = answer.error as { code?: unknown; message?: unknown; data?: unknown } | undefined;
  if (error?.code === RPC_CODES.invalidParams) {
    throw new AelError(RPC_CODES.invalidParams, 'Invalid params', { data: error.data });
  }
  if (error !== undefined) throw aelUnavailable(`AEL: ${String(error?.message).slice(0, 200)}`);
  if (!isResult(method, answer.result)) throw aelUnavailable('AEL answers nonsense');
  return answer.result;
}

function parse(text: string): Record<string, unknown> {
  try {
    const answer = JSON.parse(text);
    if (answer !== null && typeof answer === 'object') return answer;
  } catch {} // what it says instead is nobody's business: it may hold a link
  throw aelUnavailable('AEL answers nonsense');
}

function asUnavailable(error: unknown): AelError {
  return error instanceof AelError
    ? error
    : aelUnavailable(`AEL does not answer (${reasonOf(error)})`, error);
}
