/**
 * Who issues, as answers and metadata name it (RFC 8414, RFC 9207).
 * @param publicUrl PUBLIC_URL
 * @param origin under which the caller reached us
 */
export const issuerOf = (publicUrl: string | undefined, origin: string): string =>
  (publicUrl ?? origin).replace(/\/+$/, '');

/**
 * Where a person's browser goes back to, with the answer in the query (RFC 6749, 4.1.2).
 * @param redirectUri a registered one; a query that it has stays
 * @param answer `state` is repeated as it was sent; what is null is left out
 * @returns only visible ASCII: no `state` can end the header that it goes into
 */
export function redirectTo(
  redirectUri: string,
  answer: { iss: string; state: string | null } & (
    | { code: string }
    | { error: string; error_description?: string }
  ),
): string {
  const { state, ...others } = answer;
  const query = new URLSearchParams({ ...others, ...(state === null ? {} : { state }) });
  const uri = redirectUri.replaceAll(/[^\x21-\x7e]/gu, encodeURIComponent);
  return `${uri}${uri.includes('?') ? '&' : '?'}${query}`;
}
