import type { Payload } from '../platform/http/envelope.ts';
import { seal as sealText, unseal as unsealText } from '../platform/seal.ts';

/** What a key keeps of an answer: all but `meta`, which is made anew; the code of a refusal leads to the page about it. */
export type StoredPayload = Payload & {
  headers?: Record<string, string> | undefined;
  code?: string | undefined;
};

/** A stored answer that is a secret, as `platform/seal.ts` writes it. */
export type SealedPayload = { sealed: string };

const PURPOSE = 'esoz answer of an idempotency key';

/**
 * Encrypts an answer for whoever holds the secret.
 * @param secret the caller's API key or access token
 * @param identity what makes the request the same one: a sealed answer cannot be moved to another row
 */
export function seal(payload: StoredPayload, secret: string, identity: readonly string[]): SealedPayload {
  return { sealed: sealText(JSON.stringify(payload), { secret, purpose: PURPOSE, context: identity }) };
}

/** The answer, or undefined where the secret or the request is another one, or the stored text was changed. */
export function unseal(
  { sealed }: SealedPayload,
  secret: string,
  identity: readonly string[],
): StoredPayload | undefined {
  const text = unsealText(sealed, { secret, purpose: PURPOSE, context: identity });
  return text === undefined ? undefined : JSON.parse(text);
}
