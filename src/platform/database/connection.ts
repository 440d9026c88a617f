import type pg from 'pg';

/**
 * How a connection begins: `settings` are set in its session, such as `{ role: 'esoz_app' }`; not where `isPooled`, since a
 * pooler has no sessions to set them in (ADR 0092).
 */
export type ConnectionStart = {
  applicationName: string;
  settings?: Record<string, string | undefined>;
  isPooled?: boolean | undefined;
};

/**
 * The beginning of every connection. As with psql, what the address leaves out comes from PGHOST, PGPORT, PGUSER,
 * PGPASSWORD (PGPASSFILE), PGDATABASE and PGSSLMODE. What the product decides itself is said here, so that PGOPTIONS and
 * PGAPPNAME of somebody's shell do not.
 */
export function connectionOf(
  url: string,
  { applicationName, settings = {}, isPooled = false }: ConnectionStart,
): pg.ClientConfig {
  const session = Object.entries({ TimeZone: 'UTC', ...settings }).filter(([, value]) => value !== undefined);
  return {
    connectionString: verifying(url),
    application_name: applicationName,
    ...(isPooled ? {} : { options: session.map(([name, value]) => `-c ${name}=${value}`).join(' ') }),
  };
}

/**
 * The driver checks the server's certificate for each of these words, and warns on standard error, between the lines of the
 * log, that it means to check less for some of them some day. This is what we mean by them.
 */
const verifying = (url: string): string =>
  url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, '$1verify-full');
