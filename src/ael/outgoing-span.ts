import type { SpanDetails } from '../platform/tracing.ts';

/** What a span says of a request of ours: method and host; the rest of the address may be a link. */
export function outgoingSpan(method: string, url: string): SpanDetails {
  const { hostname, port, protocol } = new URL(url);
  return {
    kind: 'client',
    attributes: {
      'http.request.method': method,
      'server.address': hostname,
      'server.port': Number(port || (protocol === 'https:' ? 443 : 80)),
    },
  };
}
