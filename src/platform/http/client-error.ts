import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { unreadableHead, unreadableStatus } from '../answer-headers.ts';
import { helpLink } from './envelope.ts';

/** The answer that has the connection at the moment; Node's own name for it, not part of its documented interface. */
type ServedSocket = Socket & { _httpMessage?: ServerResponse | null };

/**
 * What does not even parse as HTTP (or took too long to) is still answered in the envelope of SPEC 2,
 * by hand, because there is no request to answer through; then the connection is closed.
 */
export function answerClientError(
  error: Error & { code?: string },
  socket: ServedSocket,
  log: Pick<FastifyBaseLogger, 'info'>,
): void {
  const current = socket._httpMessage;
  if (error.code === 'ECONNRESET' || !socket.writable || (current?.headersSent && !current.req.complete)) {
    socket.destroy();
    return;
  }
  if (current?.req.complete) {
    // The mistake lies behind a request that is still being answered. Written now, this would pass for the answer to
    // that one, and a licence that was created would look refused.
    current.once('close', () => answerClientError(error, socket, log));
    return;
  }
  const requestId = randomUUID();
  const status = unreadableStatus(error.code);
  // Not the error itself: it holds the bytes that were sent.
  log.info(
    { request_id: requestId, status, reason: error.code, remote: socket.remoteAddress },
    'unreadable request',
  );
  const body = JSON.stringify({
    meta: { code: status, url: null, type: 'object', request_id: requestId },
    error: {
      type: 'request_malformed',
      message: 'Malformed request. Probably, you have sent corrupted JSON.',
      invalid: [{ entry_type: 'request', rules: [{ rule: 'http' }] }],
    },
  });
  const head = unreadableHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-request-id': requestId,
    link: helpLink('malformed-request'),
    'content-length': Buffer.byteLength(body),
  });
  socket.end(`${head}${body}`);
}
