import { loadClientConfig } from '../config/client-variables.ts';
import { loadConfig } from '../config/load.ts';
import { apiUrl } from '../config/local-url.ts';
import { httpBase } from '../config/parsers.ts';
import { DEMO_PORTAL } from '../demo/tokens.ts';
import type { PortalAccess } from '../portal/call-api.ts';
import { UsageError } from './outcome.ts';

/**
 * Where to call and as whom, from `--url` and the environment. Secrets are never arguments: other users of the machine
 * read the arguments of every process.
 * @returns with `note`, for people, when the demo's published credentials are taken
 * @throws UsageError when somebody has to say more
 */
export function portalAccess(
  environment: NodeJS.ProcessEnv,
  urlOption: string | undefined,
): PortalAccess & { note?: string } {
  const { ESOZ_URL, ESOZ_TOKEN: token, ESOZ_API_KEY: apiKey } = loadClientConfig(environment);
  const named = urlOption === undefined ? ESOZ_URL : requireUrl(urlOption);
  const local = named === undefined ? localProduct(environment) : undefined;
  const url = named ?? (local?.url as string);
  if (token !== undefined && apiKey !== undefined) return { url, token, apiKey };
  // Not where one of the two is set: a caller with a token of its own would be somebody else with the demo's key.
  if (local?.isDemo && token === undefined && apiKey === undefined) {
    const note = `Calling ${url} as the portal of the demo world; set ESOZ_TOKEN and ESOZ_API_KEY to be somebody else.`;
    return { url, token: DEMO_PORTAL.token, apiKey: DEMO_PORTAL.apiKey, note };
  }
  const missing = [
    ...(token === undefined ? ['ESOZ_TOKEN'] : []),
    ...(apiKey === undefined ? ['ESOZ_API_KEY'] : []),
  ];
  throw new UsageError(
    `${missing.join(' and ')} must be set, or ${missing.map((name) => `${name}_FILE`).join(' and ')}`,
  );
}

function requireUrl(value: string): string {
  try {
    return httpBase(value);
  } catch (error) {
    throw new UsageError(`--url ${(error as Error).message}`, { cause: error });
  }
}

/** The product that the environment describes. @throws UsageError when it may listen on any port */
export function localProduct(environment: NodeJS.ProcessEnv): { url: string; isDemo: boolean } {
  const config = loadConfig(environment);
  const url = apiUrl(config);
  if (url === undefined) throw new UsageError('PORT is 0: say with --url or ESOZ_URL where the API is');
  return { url, isDemo: config.ENVIRONMENT === 'demo' };
}
