/** The grammar of a source in a policy, of which nothing can end the directive that it stands in. */
const SOURCE = /^[a-z][a-z0-9+.-]*:(?:\/\/[a-z0-9._-]+(?::\d{1,5})?)?$/;

/**
 * A registered redirect URI as a source of `form-action`: browsers apply that to where the answer to a form leads, too.
 * Its origin, or the scheme of an installed program.
 * @returns undefined for one that no source can name, such as an IPv6 address: a browser that is strict then stays here
 */
export function sourceOf(redirectUri: string): string | undefined {
  if (!URL.canParse(redirectUri)) return undefined;
  const { protocol, origin } = new URL(redirectUri);
  const source = protocol === 'http:' || protocol === 'https:' ? origin : protocol;
  return SOURCE.test(source) ? source : undefined;
}

/** Where somebody will be sent, as people name it. */
export function placeOf(redirectUri: string): string {
  if (!URL.canParse(redirectUri)) return redirectUri;
  const { host, protocol } = new URL(redirectUri);
  return host === '' ? protocol.slice(0, -1) : host;
}
