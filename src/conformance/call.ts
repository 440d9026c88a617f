import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** A request as it goes out: nothing is added to it but its length. */
export type OutgoingRequest = {
  method: string;
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  body?: Buffer | undefined;
};

export type Answer = {
  method: string;
  /** As it was called. */
  url: string;
  status: number;
  /** By name in lower case; several of one name are joined by `, `. */
  headers: Readonly<Record<string, string | undefined>>;
  text: string;
  /** A JSON object, else undefined. */
  body: unknown;
  meta: Readonly<Record<string, unknown>> | undefined;
};

/** No answer: what happened, in words. */
export type NoAnswer = { failure: string };

/** More than any answer of SPEC.md holds: a page of 300 licences with their longest texts is less. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

export const isAnswer = (result: Answer | NoAnswer): result is Answer => !('failure' in result);
export const replayedIn = ({ headers }: Answer) => headers['idempotent-replayed'] === 'true';

/**
 * One call on a connection of its own; redirects are not followed. Not `fetch`: the kit sends what no client would, doubled
 * and missing headers, and paths that a URL parser would repair.
 */
export function callOnce(
  outgoing: OutgoingRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Answer | NoAnswer> {
  const { promise, resolve } = Promise.withResolvers<Answer | NoAnswer>();
  const { method, url, headers, body } = outgoing;
  const { protocol, hostname, port, host } = new URL(url);
  const request = (protocol === 'https:' ? httpsRequest : httpRequest)({
    method,
    // A name in brackets is IPv6's notation in a URL alone.
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port === '' ? {} : { port }),
    path: url.slice(url.indexOf('/', url.indexOf('//') + 2)),
    headers: [['Host', host], ['Connection', 'close'], ...headers, ...lengthOf(method, body)].flat(),
    agent: false,
    signal,
  });
  const timer = setTimeout(() => {
    resolve({ failure: `no answer within ${timeoutMs / 1000} s` });
    request.destroy();
  }, timeoutMs);
  request.on('error', (error: NodeJS.ErrnoException) => resolve({ failure: inWords(error) }));
  request.on('response', (response) => {
    readAnswer(response, outgoing).then(resolve, (error) => resolve({ failure: inWords(error) }));
  });
  request.end(body);
  return promise.finally(() => {
    clearTimeout(timer);
    request.destroy();
  });
}

const lengthOf = (method: string, body: Buffer | undefined): [string, string][] =>
  body === undefined && method !== 'POST' && method !== 'PATCH' && method !== 'PUT'
    ? []
    : [['Content-Length', String(body?.byteLength ?? 0)]];

async function readAnswer(
  response: IncomingMessage,
  { method, url }: OutgoingRequest,
): Promise<Answer | NoAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES)
      return { failure: `an answer of more than ${MAX_ANSWER_BYTES / 1024 / 1024} MiB` };
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString();
  const body = parsed(text);
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  const { meta } = (body ?? {}) as { meta?: unknown };
  return {
    method,
    url,
    status: response.statusCode ?? 0,
    headers,
    text,
    body,
    meta: typeof meta === 'object' && meta !== null ? (meta as Record<string, unknown>) : undefined,
  };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What Node calls ways of getting no answer. */
const FAILURES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the host cannot be looked up',
  ECONNRESET: 'the connection was closed before the answer was whole',
  EPIPE: 'the connection was closed before the request was whole',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'no connection in time',
  ABORT_ERR: 'stopped',
};

function inWords(error: NodeJS.ErrnoException): string {
  const cause = error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException) : error;
  const { code = '' } = cause;
  if (code.startsWith('HPE_')) return `what came is no HTTP (${code})`;
  return FAILURES[code] ?? (code === '' ? 'the connection failed' : `the connection failed (${code})`);
}
