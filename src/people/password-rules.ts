import { MAX_TYPED_BYTES } from './passwords.ts';

/** Why a text cannot become a password. */
export type PasswordMistake = 'too-short' | 'too-long' | 'is-email';

/** No rules about kinds of characters, which make passwords worse; length makes them better (NIST SP 800-63B, 3.1.1.2). */
const MIN_PASSWORD_CHARACTERS = 12;
const MAX_PASSWORD_BYTES = 1024;

/** @param email of the person, if known */
export function passwordMistake(password: string, email: string | null): PasswordMistake | undefined {
  if (Buffer.byteLength(password) > MAX_TYPED_BYTES) return 'too-long';
  const text = password.normalize('NFC');
  if ([...text].length < MIN_PASSWORD_CHARACTERS) return 'too-short';
  if (Buffer.byteLength(text) > MAX_PASSWORD_BYTES) return 'too-long';
  if (email !== null && text.toLowerCase() === email.toLowerCase()) return 'is-email';
  return undefined;
}
