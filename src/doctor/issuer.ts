import { fetchKeys } from '../auth/foreign/fetch-keys.ts';
import { issuerOf } from '../config/jwt-issuer.ts';
import type { Config } from '../config/variables.ts';
import type { Finding } from './finding.ts';

/** Whether the keys of JWT_ISSUER can be fetched: without them each of its tokens gets a 503. None: there is no issuer. */
export async function checkIssuer(config: Config): Promise<Finding[]> {
  const issuer = issuerOf(config);
  if (issuer === undefined) return [];
  const name = 'JWT issuer';
  try {
    const { keys } = await fetchKeys(issuer);
    return [{ name, state: 'ok', detail: `${issuer.issuer}, ${keys.length} keys` }];
  } catch (error) {
    const { message, cause } = error as Error;
    const detail = `${issuer.issuer}: ${[message, (cause as Error | undefined)?.message].filter(Boolean).join(': ')}`;
    const remedy =
      'Check JWT_ISSUER, or set JWT_JWKS_URI to where its keys are; docs/how-to/accept-foreign-tokens.md.';
    return [{ name, state: 'failed', detail, remedy }];
  }
}
