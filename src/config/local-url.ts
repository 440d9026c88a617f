import type { Config } from './variables.ts';

/** How this machine calls what listens on HOST and a port. @returns undefined for port 0, which may have become any */
export function localUrl(host: string, port: number): string | undefined {
  if (port === 0) return undefined;
  const isAny = host === '0.0.0.0' || host === '::';
  return `http://${isAny ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Where callers reach the API of this environment. @returns undefined as `localUrl` */
export const apiUrl = ({ PUBLIC_URL, HOST, PORT }: Pick<Config, 'PUBLIC_URL' | 'HOST' | 'PORT'>) =>
  PUBLIC_URL?.replace(/\/+$/, '') ?? localUrl(HOST, PORT);
