/** What the pages keep in a browser: nothing that a script, or another site's request, could use. */
const COOKIES = {
  /** Who is signed in. Gone with the browser, and before that by the limits of a session. */
  session: {},
  /** What the tokens of forms are made of. */
  form: {},
  /** A one-time link that was opened: out of the address, and thereby out of history and referrers. */
  link: { maxAgeSeconds: 30 * 60 },
  language: { maxAgeSeconds: 365 * 24 * 60 * 60 },
} as const;
export type CookieName = keyof typeof COOKIES;

/**
 * Where the browser holds us to HTTPS, the prefix makes it refuse a cookie of this name from anybody but this very host:
 * a neighbour under the same domain can then plant neither a session nor what forms are checked with.
 */
const nameOf = (name: CookieName, isSecure: boolean) => `${isSecure ? '__Host-' : ''}esoz_${name}`;

/**
 * `Lax`: sent along when another site leads here, which is how every sign-in begins, and with no form or picture of its own.
 * @param value null: it is taken away
 */
export function setCookie(name: CookieName, value: string | null, isSecure: boolean): string {
  const { maxAgeSeconds }: { maxAgeSeconds?: number } = COOKIES[name];
  const age = value === null ? 0 : maxAgeSeconds;
  return [
    `${nameOf(name, isSecure)}=${value ?? ''}`,
    'Path=/',
    ...(age === undefined ? [] : [`Max-Age=${age}`]),
    'HttpOnly',
    'SameSite=Lax',
    ...(isSecure ? ['Secure'] : []),
  ].join('; ');
}

/** The forms of values that we set; anything else was set by somebody else. */
const VALUE = /^[\w-]{1,128}$/;

/** The value of a cookie; undefined when it is there twice, since nobody can say which of them we set. */
export function readCookie(
  header: string | undefined,
  name: CookieName,
  isSecure: boolean,
): string | undefined {
  const start = `${nameOf(name, isSecure)}=`;
  const [value, ...others] = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(start))
    .map((pair) => pair.slice(start.length));
  return value !== undefined && others.length === 0 && VALUE.test(value) ? value : undefined;
}
