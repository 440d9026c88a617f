/**
 * Whether `If-None-Match` says that the caller has this representation already: then 304 without a body.
 * Entity tags compare weakly here (RFC 9110, 13.1.2): a proxy that compresses marks ours as weak.
 * @param etag with its quotes
 */
export function etagMatches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return [...ifNoneMatch.matchAll(/"[^"]*"/g)].some(([tag]) => tag === etag);
}
