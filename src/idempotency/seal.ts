import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Payload } from '../platform/http/envelope.ts';

/** What a key keeps of an answer: all but `meta`, which is made anew; the code of a refusal leads to the page about it. */
export type StoredPayload = Payload & {
  headers?: Record<string, string> | undefined;
  code?: string | undefined;
};

/** A stored answer that is a secret: nonce, ciphertext and tag of AES-256-GCM, base64url. */
export type SealedPayload = { sealed: string };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts an answer for whoever holds the secret. Only the secret's hash is stored, and the key is derived from the
 * secret itself (HKDF-SHA-256), so that neither the database nor a copy of it gives the answer away.
 * @param secret the caller's API key or access token
 * @param identity what makes the request the same one: a sealed answer cannot be moved to another row
 */
export function seal(payload: StoredPayload, secret: string, identity: readonly string[]): SealedPayload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(secret), nonce).setAAD(contextOf(identity));
  const text = Buffer.concat([cipher.update(JSON.stringify(payload), 'utf8'), cipher.final()]);
  return { sealed: Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url') };
}

/** The answer, or undefined where the secret or the request is another one, or the stored text was changed. */
export function unseal(
  { sealed }: SealedPayload,
  secret: string,
  identity: readonly string[],
): StoredPayload | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(secret), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(contextOf(identity)).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString());
  } catch {
    return undefined;
  }
}

function deriveKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'esoz answer of an idempotency key', 32));
}

const contextOf = (identity: readonly string[]): Buffer => Buffer.from(JSON.stringify(identity));
