import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
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
  const [status, reason] = statusOf(error.code);
  const requestId = randomUUID();
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
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json; charset=utf-8\r\nX-Request-ID: ${requestId}\r\n` +
      `Link: ${helpLink('malformed-request')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function statusOf(code: string | undefined): [number, string] {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return [431, 'Request Header Fields Too Large'];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [408, 'Request Timeout'];
    default:
      return [400, 'Bad Request'];
  }
}
