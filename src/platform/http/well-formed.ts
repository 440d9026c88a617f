import type { FastifyRequest } from 'fastify';
import { headerValues } from './headers.ts';

/** A name or an address, and perhaps a port: `uri-host` of RFC 3986, which an HTTP URL may not leave empty. */
const HOST = /^(?:[\w.~!$&'()*+,;=%-]+|\[[0-9A-Fa-f:.]+\])(?::\d{0,5})?$/;
export const isHost = (text: string): boolean => HOST.test(text);

/** What Node takes for a request although RFC 9112 does not, or another server may read it otherwise, is no request here. */
export function isWellFormed(request: FastifyRequest): boolean {
  return (
    hasOneHost(request) && isPlainlyFramed(request) && !expectsMore(request) && !request.url.includes('#')
  );
}

/**
 * RFC 9112, 3.2: with none or two, or with one that is no host, a proxy and this server may take the request for
 * different hosts; and `meta.url` would be no URL.
 */
function hasOneHost({ raw, host }: FastifyRequest): boolean {
  const sent = headerValues(raw, 'host').length;
  if (sent > 1 || (sent === 0 && raw.httpVersion === '1.1')) return false;
  return sent === 0 || isHost(host);
}

/** No coding under `chunked`, such as gzip, which nobody here undoes. */
function isPlainlyFramed({ headers }: FastifyRequest): boolean {
  const encoding = headers['transfer-encoding'];
  return encoding === undefined || encoding.toLowerCase() === 'chunked';
}

/** An expectation that nobody here can meet; that of a client which waits for `100 Continue` Node meets by itself. */
function expectsMore({ headers }: FastifyRequest): boolean {
  return headers.expect !== undefined && !/(?:^|\W)100-continue(?:$|\W)/i.test(headers.expect);
}
