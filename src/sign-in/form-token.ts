import { createHmac } from 'node:crypto';
import { equalSecrets } from '../auth/secrets.ts';

/**
 * What a form has to show: that this server wrote it into a page for this browser. Another site cannot read the cookie
 * that it is made of, nor set it, so it can make its visitors submit no form here, that of signing in included.
 * @param secret of the browser, from its cookie
 * @param purpose what the form is for: a token of one form opens no other, and a consent holds for what was shown
 */
export function formToken(secret: string, purpose: readonly string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(purpose)).digest('base64url');
}

/** What of a request tells whose page sent it. */
export type FormRequest = {
  /** Of ours, as browsers may know us: by the address that they used, and by the public one. */
  origins: readonly string[];
  header(name: string): string | undefined;
};

/**
 * Whether a form came from a page of ours.
 *
 * Browsers say where a request comes from in two headers, of which the first cannot be forged by a page and knows no
 * exceptions; `Origin` is `null` from our own pages, because they send no referrer, and counts only where it names a site.
 */
export function isOwnForm(
  request: FormRequest,
  secret: string | undefined,
  purpose: readonly string[],
  token: string | undefined,
): boolean {
  if (secret === undefined || token === undefined) return false;
  const site = request.header('sec-fetch-site');
  const origin = request.header('origin');
  const isForeign =
    site === undefined
      ? origin !== undefined && origin !== 'null' && !request.origins.includes(origin)
      : site !== 'same-origin' && site !== 'none';
  return !isForeign && equalSecrets(formToken(secret, purpose), token);
}
