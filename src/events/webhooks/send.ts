import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { AddressRefused, addressRule, guardedLookup, requireAllowedLiteral } from './guarded-lookup.ts';

/** For everything from the name to the last byte of the answer. */
const DEADLINE_MS = 10_000;
/** More of an answer is not read. */
const MAX_ANSWER_BYTES = 64 * 1024;

export type WebhookRequest = { url: string; headers: Record<string, string>; body: string };
export type SendFailure = {
  delivered: false;
  /** For the operator; it never holds the URL, or what the receiver answered. */
  reason: string;
  /** How long the receiver asks to be left alone, as it says: not bounded. */
  retryAfterSeconds?: number;
  /** The receiver says that it wants nothing any more (410). */
  isGone?: true;
};
export type SendResult = { delivered: true } | SendFailure;

/** Sends to one endpoint, over one connection where the receiver keeps it. */
export type Sender = {
  /** @throws only the reason of the signal, when that ended it */
  send(request: WebhookRequest, signal: AbortSignal): Promise<SendResult>;
  close(): void;
};

/**
 * Any 2xx is a delivery; everything else, redirects too, is a failure: following one would leave the address that was
 * judged. Connections belong to this sender alone, so that no endpoint can use one that others may have opened.
 */
export function createSender(allowPrivate: boolean): Sender {
  const options = { keepAlive: true, maxSockets: 1 };
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  return {
    async send({ url: text, headers, body }, signal) {
      const deadline = AbortSignal.timeout(DEADLINE_MS);
      try {
        const url = new URL(text);
        const isAllowed = addressRule(url.protocol, allowPrivate);
        requireAllowedLiteral(url, isAllowed);
        const options = {
          agent: agents[url.protocol as keyof typeof agents],
          lookup: guardedLookup(isAllowed),
          signal: AbortSignal.any([deadline, signal]),
        };
        // A receiver may close an idle connection in the moment in which it is used again: that is no failure of its own.
        const answer = await post(url, headers, body, options).catch((error) => {
          if (!(error instanceof StaleConnection)) throw error;
          return post(url, headers, body, options);
        });
        return resultOf(answer);
      } catch (error) {
        if (deadline.aborted) return { delivered: false, reason: `no answer within ${DEADLINE_MS / 1000} s` };
        if (signal.aborted) throw signal.reason;
        return { delivered: false, reason: describeError(error) };
      }
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** A connection from an earlier request broke before there was an answer to this one. */
class StaleConnection extends Error {}
const STALE_CODES = new Set(['ECONNRESET', 'EPIPE']);

type Answer = { status: number; retryAfter: string | undefined };

/** @returns the answer without its body, once the answer has ended, has become too long, or the signal has come after it */
function post(
  url: URL,
  headers: Record<string, string>,
  body: string,
  { signal, ...options }: { agent: http.Agent; lookup: LookupFunction; signal: AbortSignal },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      ...options,
      signal,
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'esoz-webhook',
      },
    });
    let answer: Answer | undefined;
    // Once there is a status it has decided; how the rest of the answer ends does not matter.
    const end = (error: Error) => (answer === undefined ? reject(error) : resolve(answer));
    request.on('error', (error: NodeJS.ErrnoException) =>
      end(request.reusedSocket && STALE_CODES.has(error.code ?? '') ? new StaleConnection() : error),
    );
    // Some endings are no error to Node, such as a receiver that wants to change the protocol (101).
    request.on('close', () => end(new Error('closed without an answer')));
    // Whatever Node makes of an aborted request: an attempt that never ended would hold its place for ever.
    signal.addEventListener('abort', () => end(signal.reason), { once: true });
    request.on('response', (response) => {
      const answered = {
        status: response.statusCode as number,
        retryAfter: response.headers['retry-after'],
      };
      answer = answered;
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES) request.destroy();
      });
      response.on('error', () => {});
      response.on('close', () => resolve(answered));
    });
    request.end(body);
  });
}

function resultOf({ status, retryAfter }: Answer): SendResult {
  if (status >= 200 && status < 300) return { delivered: true };
  const failure: SendFailure = { delivered: false, reason: describeStatus(status) };
  if (status === 410) return { ...failure, isGone: true };
  const retryAfterSeconds = status === 429 || status === 503 ? secondsOf(retryAfter) : undefined;
  return retryAfterSeconds === undefined ? failure : { ...failure, retryAfterSeconds };
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3); the receiver's date is of the real time. */
function secondsOf(retryAfter: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : (Date.parse(retryAfter) - Date.now()) / 1000;
  return seconds > 0 ? seconds : undefined;
}

function describeStatus(status: number): string {
  if (status === 410) return 'status 410: the receiver wants nothing any more';
  return status >= 300 && status < 400 ? `a redirect (${status}) is not followed` : `status ${status}`;
}

function describeError(error: unknown): string {
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  if (cause instanceof AddressRefused) return cause.message;
  const { code } = cause as { code?: unknown };
  return typeof code === 'string' ? `connection failed (${code})` : 'connection failed';
}
