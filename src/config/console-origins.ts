import type { Config } from './variables.ts';

/**
 * Origins whose pages may use links: CONSOLE_ORIGIN, else PUBLIC_URL's, else those under which a browser on this
 * machine reaches the API.
 * @param apiUrl where the API listens, when that is known better than by PORT
 */
export function consoleOriginsOf(config: Config, apiUrl?: string): string[] {
  if (config.CONSOLE_ORIGIN !== undefined && config.CONSOLE_ORIGIN.length > 0) return config.CONSOLE_ORIGIN;
  if (config.PUBLIC_URL !== undefined) return [new URL(config.PUBLIC_URL).origin];
  const url = new URL(apiUrl ?? `http://localhost:${config.PORT}`);
  const here = ['localhost', '127.0.0.1'].map((host) => new URL(`http://${host}:${url.port || 80}`).origin);
  return [...new Set([url.origin, ...here])];
}
