import dns from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { classifyAddress } from './addresses.ts';

/** The receiver's name leads to an address that nothing is sent to; the message does not name it. */
export class AddressRefused extends Error {
  constructor() {
    super('the address of the receiver is not allowed');
  }
}

/**
 * Resolves a name for a socket and refuses it when any of its addresses is not allowed. The socket connects to what is
 * returned here and asks nobody again, so a name that changes its address in between (DNS rebinding) gains nothing.
 */
export function guardedLookup(
  isAllowed: (address: string) => boolean,
  resolve: typeof dns.lookup = dns.lookup,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      if (addresses.length === 0 || !addresses.every(({ address }) => isAllowed(address)))
        return callback(new AddressRefused(), []);
      const [first] = addresses as [dns.LookupAddress];
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/**
 * Which addresses a receiver may have. Plain HTTP goes to private addresses only, and only where these are allowed.
 * @param protocol of the URL, such as `https:`
 */
export function addressRule(protocol: string, allowPrivate: boolean): (address: string) => boolean {
  return (address) => {
    const kind = classifyAddress(address);
    return (kind === 'public' && protocol === 'https:') || (kind === 'private' && allowPrivate);
  };
}

/** How long a name may take to be found when nothing is sent yet. */
const LOOKUP_MS = 3_000;

/**
 * Whether anything would ever be sent to a URL, as it stands today. A name that nobody knows yet may be known later; those of
 * this machine are never anybody else's (RFC 6761).
 * @throws AddressRefused
 */
export async function requireAllowedHost(url: URL, isAllowed: (address: string) => boolean): Promise<void> {
  requireAllowedLiteral(url, isAllowed);
  const name = url.hostname.replace(/\.$/, '');
  if (isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0) return;
  if (name === 'localhost' || name.endsWith('.localhost')) {
    if (!isAllowed('127.0.0.1')) throw new AddressRefused();
    return;
  }
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const timer = setTimeout(() => resolve(undefined), LOOKUP_MS);
  guardedLookup(isAllowed)(name, { all: true }, (error) => resolve(error));
  const error = await promise.finally(() => clearTimeout(timer));
  if (error instanceof AddressRefused) throw error;
}

/**
 * A socket to an address in place of a name asks no lookup, so these are judged by themselves.
 * @throws AddressRefused
 */
export function requireAllowedLiteral(url: URL, isAllowed: (address: string) => boolean): void {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0 && !isAllowed(host)) throw new AddressRefused();
}
