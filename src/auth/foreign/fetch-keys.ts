import type { JSONWebKeySet } from 'jose';
import { isSecureUrl } from '../../platform/secure-url.ts';
import type { Issuer } from './issuer.ts';

/** For metadata and keys together: a request waits for them now and then. */
const DEADLINE_MS = 3_000;
/** Key sets have some ten keys of some kilobytes. */
const MAX_BYTES = 256 * 1024;
const MAX_KEYS = 100;

/**
 * The issuer's public keys, from where its metadata (OpenID Connect Discovery) or the configuration says.
 * @throws Error that says what the issuer did
 */
export async function fetchKeys(
  { issuer, jwksUri }: Pick<Issuer, 'issuer' | 'jwksUri'>,
  deadlineMs = DEADLINE_MS,
): Promise<JSONWebKeySet> {
  const signal = AbortSignal.timeout(deadlineMs);
  const { keys } = await fetchJson(jwksUri ?? (await discover(issuer, signal)), signal);
  if (!Array.isArray(keys) || keys.length > MAX_KEYS)
    throw new Error(`the key set has not between 0 and ${MAX_KEYS} keys`);
  return { keys };
}

async function discover(issuer: string, signal: AbortSignal): Promise<string> {
  const metadata = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, signal);
  // Whoever answers under the issuer's address may still speak for another one (RFC 8414, 3.3).
  if (metadata.issuer !== issuer) throw new Error('the metadata is of another issuer');
  if (typeof metadata.jwks_uri !== 'string' || !isSecureUrl(metadata.jwks_uri))
    throw new Error('the metadata has no jwks_uri of scheme https');
  return metadata.jwks_uri;
}

async function fetchJson(url: string, signal: AbortSignal): Promise<Record<string, unknown>> {
  const headers = { accept: 'application/json, application/jwk-set+json' };
  // A redirect would let the issuer's server, or an open redirect on it, choose whom we ask.
  const response = await fetch(url, { headers, redirect: 'error', signal });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`it answers ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`it answers more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  const answer: unknown = JSON.parse(Buffer.concat(chunks).toString());
  if (typeof answer !== 'object' || answer === null) throw new Error('it answers no JSON object');
  return answer as Record<string, unknown>;
}
