import type pg from 'pg';

/** How a connection begins: `settings` are set in its session, such as `{ role: 'esoz_app' }`. */
export type ConnectionStart = { applicationName: string; settings?: Record<string, string | undefined> };

/**
 * The beginning of every connection. As with psql, what the address leaves out comes from PGHOST, PGPORT, PGUSER,
 * PGPASSWORD (PGPASSFILE), PGDATABASE and PGSSLMODE. What the product decides itself is said here, so that PGOPTIONS and
 * PGAPPNAME of somebody's shell do not.
 */
export function connectionOf(
  url: string,
  { applicationName, settings = {} }: ConnectionStart,
): pg.ClientConfig {
  const session = Object.entries({ TimeZone: 'UTC', ...settings }).filter(([, value]) => value !== undefined);
  return {
    connectionString: url,
    application_name: applicationName,
    options: session.map(([name, value]) => `-c ${name}=${value}`).join(' '),
  };
}
