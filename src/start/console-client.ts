import type { Config } from '../config/variables.ts';
import { DEMO_CONSOLE } from '../demo/mis.ts';

/** The client through which people sign in to the console; undefined: nobody has set one up, so there is no console. */
export function consoleClientOf({ CONSOLE_CLIENT_ID: id, CONSOLE_API_KEY: apiKey, ENVIRONMENT }: Config) {
  if (id !== undefined && apiKey !== undefined) return { id, apiKey };
  return ENVIRONMENT === 'demo' ? DEMO_CONSOLE : undefined;
}
