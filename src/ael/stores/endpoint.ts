import type { Access } from '../signer.ts';

/** An endpoint of a store, parsed once: signing itself handles strings only. */
export type Endpoint = {
  /** `https://` */
  scheme: string;
  /** Host and, unless it is the scheme's own, port: exactly what clients put into `Host`. */
  host: string;
  /** Empty, or a path that starts with a slash and does not end with one. */
  basePath: string;
};

/** The host is part of a signature, so each audience has its own endpoint. */
export type EndpointUrls = {
  publicEndpoint: string;
  /** Default: the public one. */
  internalEndpoint?: string;
};

/** @throws TypeError where a URL is not one, or has more than scheme, host, port and path */
export function parseEndpoints(urls: EndpointUrls): Record<Access, Endpoint> {
  return {
    PUBLIC: parseEndpoint(urls.publicEndpoint),
    INTERNAL: parseEndpoint(urls.internalEndpoint ?? urls.publicEndpoint),
  };
}

function parseEndpoint(text: string): Endpoint {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError(`store endpoint is not an http(s) URL: ${JSON.stringify(text)}`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new TypeError('store endpoint must be scheme, host, port and path only');
  }
  return { scheme: `${url.protocol}//`, host: url.host, basePath: url.pathname.replace(/\/+$/, '') };
}
