import type { AddressInfo } from 'node:net';

/** The URL of a listening server, as this machine can call it: every address stands for localhost. */
export function urlOf({ address, family, port }: AddressInfo): string {
  const any = address === '0.0.0.0' || address === '::';
  const host = any ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
