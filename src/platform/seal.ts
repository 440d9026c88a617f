import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a sealed text is for, and where it belongs: it can be opened as nothing else, and nowhere else. */
type Sealing = { secret: string; purpose: string; context: readonly string[] };

/**
 * Encrypts a text for whoever holds a secret. Of the secret only a hash is stored, and the key is derived from the secret
 * itself (HKDF-SHA-256), so that neither the database nor a copy of it gives the text away.
 * @returns nonce, ciphertext and tag of AES-256-GCM, base64url
 */
export function seal(text: string, sealing: Sealing): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(sealing), nonce).setAAD(contextOf(sealing));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
}

/** The text, or undefined where the secret, the purpose or the context is another one, or what is stored was changed. */
export function unseal(sealed: string, sealing: Sealing): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(sealing), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(contextOf(sealing)).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)),
      decipher.final(),
    ]).toString();
  } catch {
    return undefined;
  }
}

const keyOf = ({ secret, purpose }: Sealing): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));

const contextOf = ({ context }: Sealing): Buffer => Buffer.from(JSON.stringify(context));
