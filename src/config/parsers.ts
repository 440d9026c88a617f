import { accessSync, constants } from 'node:fs';
import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { civilDate } from '../platform/clock.ts';

/** How one environment variable is read: `parse` throws an Error whose message completes "NAME …". */
export type Variable<T> = {
  parse(text: string): T;
  /** As text, as the reference page shows it; undefined: no default. */
  default?: string;
  /** Never printed; also readable from the file that NAME_FILE names. */
  secret?: true;
  description: string;
};

export const text = (value: string) => value;

export const integer =
  (min: number, max: number, orElse = '') =>
  (value: string) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < min || number > max)
      throw new Error(`must be an integer from ${min} to ${max}${orElse}`);
    return number;
  };

/** A number of processes, or `auto`: one for each core that this one may use. */
export const processes = (max: number) => {
  const count = integer(1, max, ', or auto');
  return (value: string) => (value === 'auto' ? Math.min(availableParallelism(), max) : count(value));
};

export const oneOf =
  <const T extends string>(...values: T[]) =>
  (value: string): T => {
    if (!values.includes(value as T)) throw new Error(`must be one of ${values.join(', ')}`);
    return value as T;
  };

/** `true` or `false`: anything else is more often a mistake than a yes. */
export const truth = (value: string) => oneOf('true', 'false')(value) === 'true';

export const list = (value: string) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Comma-separated; the default is none, and commas alone are rather a template that was not filled in. */
export const someSecrets = (value: string) => {
  const secrets = list(value);
  if (value !== '' && secrets.length === 0) throw new Error('must have at least one value');
  return secrets;
};

/** Comma-separated addresses, with or without the length of a prefix. */
export const addressRanges = (value: string) =>
  list(value).map((range) => {
    const [address = '', bits, ...rest] = range.split('/');
    const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] as number;
    const isLength = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
    if (longest === -1 || !isLength || rest.length > 0)
      throw new Error('must be IP addresses or ranges such as 10.0.0.0/8, separated by commas');
    return range;
  });

export const url =
  (...schemes: string[]) =>
  (value: string) => {
    const scheme = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : '';
    // The value may hold a password, so the message does not repeat it.
    if (!schemes.includes(scheme)) throw new Error(`must be a URL of scheme ${schemes.join(' or ')}`);
    return value;
  };

/**
 * Address of PostgreSQL. A password with a character that ends its part of a URL is cut in two, and the rest of it, with the
 * `@`, is taken for a path: the host would be another one.
 */
export const databaseUrl = (value: string) => {
  const hint = ': in its user and password the characters / # ? @ : % are written percent-encoded, %2F for /';
  const isOfScheme = /^postgres(ql)?:\/\//.test(value);
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  if (!isOfScheme || parsed === undefined)
    throw new Error(
      `must be a URL of scheme postgres or postgresql${isOfScheme && value.includes('@') ? hint : ''}`,
    );
  const { username, password, pathname, search, hash } = parsed;
  const isCut = (username === '' && (pathname + search).includes('@')) || hash !== '';
  if (isCut || !isPercentEncoded(username + password + pathname))
    throw new Error(`must be a URL of scheme postgres or postgresql${hint}`);
  requireFiles(parsed.searchParams);
  return value;
};

/** The driver would end in a bare ENOENT. */
function requireFiles(parameters: URLSearchParams): void {
  for (const name of ['sslrootcert', 'sslcert', 'sslkey']) {
    const file = parameters.get(name);
    if (file === null) continue;
    try {
      accessSync(file, constants.R_OK);
    } catch (error) {
      throw new Error(
        `names ${name}=${file}, which cannot be read (${(error as NodeJS.ErrnoException).code})`,
      );
    }
  }
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** An HTTP address that other addresses begin with: no user, query or fragment, no slash at the end. */
export const httpBase = (value: string) => {
  const { username, password } = new URL(url('http', 'https')(value));
  // Blanks are dropped by `URL`, and stay in the text that other addresses are made of.
  if (username + password !== '' || !/^https?:\/\/[^\s\p{Cc}\\?#]+$/iu.test(value))
    throw new Error('must be a URL of scheme, host, port and path only');
  return value.replace(/\/+$/, '');
};

/** What browsers send as `Origin`. */
export const origin = (value: string) => {
  const base = httpBase(value);
  if (new URL(base).origin !== base || base.includes('*'))
    throw new Error('must be of the form scheme://host[:port], in lower case, without wildcards');
  return base;
};

/** Comma-separated `origin`s. */
export const origins = (value: string) => list(value).map(origin);

/** A name of a bucket or container, as lax as stores are; each store has its own limits on top. */
export const bucket = (value: string) => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/.test(value))
    throw new Error('must be a bucket name: letters, digits, `.`, `_` and `-`');
  return value;
};

export const buckets = (value: string) => list(value).map(bucket);

/** What a header can carry; longer or shorter, the product decides. */
export const headerValue = (value: string) => {
  if (!/^[\x21-\x7e]{1,4096}$/.test(value))
    throw new Error('must be visible ASCII characters without blanks');
  return value;
};

export const uuid = (value: string) => {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)) throw new Error('must be a UUID');
  return value.toLowerCase();
};

/** What a header can carry and nobody can guess. */
export const bearerSecret = (value: string) => {
  if (!/^[\x21-\x7e]{16,1024}$/.test(value))
    throw new Error(
      'must be 16 to 1024 visible ASCII characters, such as the output of: openssl rand -hex 32',
    );
  return value;
};

export const timeZone = (value: string) => {
  try {
    civilDate(new Date(0), value);
  } catch {
    throw new Error('must be a time zone that this runtime knows, such as Europe/Kyiv');
  }
  return value;
};
