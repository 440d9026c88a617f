import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, URL-safe: bearer tokens, API keys and client secrets. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is kept of a secret. A plain SHA-256 suffices for 256 random bits, and an index look-up by it
 * tells an attacker nothing through time: to steer the hash they would have to break it.
 */
export function hashSecret(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

/** Compares secrets in a time that depends on neither. */
export function equalSecrets(left: string, right: string): boolean {
  return timingSafeEqual(hashSecret(left), hashSecret(right));
}
