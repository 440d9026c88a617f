import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { isHost } from './well-formed.ts';

/** What Fastify makes of a request and of the `X-Forwarded-*` of a trusted proxy, read anew at each look. */
type ForwardedRequest = { raw: IncomingMessage; protocol: string; host: string; ip: string };

/** As much of an ignored value as the log shows. */
const SHOWN_CHARACTERS = 64;

/**
 * Takes away what a trusted proxy says and what is no scheme, host or address, before anybody reads it: a proxy's mistake is
 * not its caller's (SPEC 2). The nearest proxy's value is the last; if that is none, those before it are hearsay.
 * @returns what was ignored, for the log, which makes it visible
 */
export function ignoreFalseForwarded(request: ForwardedRequest): string[] {
  const { headers, socket } = request.raw;
  const ignored: string[] = [];
  const ignore = (name: string, value: string) => {
    delete headers[name];
    ignored.push(`${name}: ${value.slice(0, SHOWN_CHARACTERS)}`);
  };
  const { protocol, host, ip } = request;
  // The connection's own scheme and address are what they should be, so anything else was forwarded.
  if (!/^https?$/i.test(protocol)) ignore('x-forwarded-proto', protocol);
  else if (protocol !== protocol.toLowerCase()) headers['x-forwarded-proto'] = protocol.toLowerCase();
  if (host !== (headers.host ?? '') && !isHost(host)) ignore('x-forwarded-host', host);
  if (ip !== socket.remoteAddress && isIP(ip) === 0) ignore('x-forwarded-for', ip);
  return ignored;
}
