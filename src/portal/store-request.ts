import http, { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import { storedMd5 } from '#client';
import { isAboutTrust, PortalError, TRUST_HINT } from './portal-error.ts';

/** A transfer in which nothing has moved for so long is given up; stores sync a large file before they answer. */
const IDLE_MS = 120_000;
/** More of a refusal is not read. */
const MAX_REFUSAL_BYTES = 64 * 1024;

/** What a link admits, and no more than it needs: headers that a link did not sign make some stores refuse it. */
export function requestByLink(
  link: string,
  method: 'PUT' | 'GET',
  headers: OutgoingHttpHeaders,
  signal: AbortSignal,
): ClientRequest {
  const { protocol, hostname, port, host } = new URL(link);
  // The target as it was signed: a parsed URL may write it in another way.
  const target = link.slice(link.indexOf('/', link.indexOf('://') + 3));
  const request = (protocol === 'https:' ? https : http).request({
    method,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    path: target,
    headers: { host, ...headers },
    signal,
    timeout: IDLE_MS,
  });
  request.on('timeout', () => request.destroy(new ConnectionLost(`nothing moved for ${IDLE_MS / 1000} s`)));
  return request;
}

/** Resolves with the answer's status and headers. @throws what broke the connection before */
export function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    // Stays after the answer as well: a connection that breaks then must not end the process.
    request.on('error', reject);
  });
}

/** The MD5 of the whole file, as its store says it; undefined where it says none. */
export const storedMd5Of = ({ headers }: IncomingMessage): string | undefined =>
  storedMd5((name) => headers[name]?.toString());

/** A connection that ended before the transfer did. */
export class ConnectionLost extends Error {}

const LOST = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'ENETUNREACH', 'EHOSTUNREACH']);

export function isConnectionLost(error: unknown): boolean {
  if (error instanceof ConnectionLost) return true;
  return LOST.has((error as NodeJS.ErrnoException).code ?? '');
}

/**
 * A failure of the way to the store, told without the link.
 * @param progress such as `after 12 of 40 MiB`
 */
export function transferFailure(error: unknown, link: string, progress: string): unknown {
  const { origin } = new URL(link);
  if (isConnectionLost(error))
    return new PortalError(
      `The connection to the store at ${origin} was lost ${progress} (${reasonOf(error)}).`,
      'Run the command again: it asks for a new link.',
      error,
    );
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  // Errors of files have a code as well; those of the way there are of looking up, connecting and trust.
  const isUnreachable = syscall === 'connect' || syscall === 'getaddrinfo';
  if (isUnreachable || isAboutTrust(code))
    return new PortalError(
      `The store at ${origin} cannot be reached (${reasonOf(error)}).`,
      isUnreachable ? 'Links lead there, so it must be reachable from this machine.' : TRUST_HINT,
      error,
    );
  return error;
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
}

const HINTS: Record<number, string> = {
  403: 'A link lives SECRETS_TTL seconds by the clock of the store, and for one method and one file. Run the command again: it asks for a new one.',
  404: 'See what there is: esoz file ls <folder>.',
  413: 'The store does not take files of this size.',
  507: 'The store has no space left.',
};

/** What a store's answer that is no success means. */
export async function storeRefusal(answer: IncomingMessage, what: string): Promise<PortalError> {
  const status = answer.statusCode as number;
  const body = await readSome(answer);
  const said = ['Code', 'Message']
    .map((name) => new RegExp(`<${name}>([^<\\p{Cc}]{1,300})</${name}>`, 'u').exec(body)?.[1])
    .filter((text) => text !== undefined);
  return new PortalError(`The store refuses ${what}: ${[status, ...said].join(' ')}`, HINTS[status]);
}

async function readSome(answer: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const chunk of answer.setEncoding('utf8')) {
      text += chunk;
      if (text.length > MAX_REFUSAL_BYTES) break;
    }
  } catch {} // what has come is enough
  return text;
}
