import { hexOf } from './md5.ts';

/**
 * The MD5 of a whole file, in hexadecimal, as its store says it: Google in a field of its own, S3 and Swift as ETag.
 * @param headers of the store's answer, by name in lower case
 * @returns undefined where the ETag is none: of files that were uploaded in parts, or encrypted with keys of KMS or of
 * the customer
 */
export function storedMd5(header: (name: string) => string | null | undefined): string | undefined {
  const google = /(?:^|[,\s])md5=([A-Za-z0-9+/]{22}==)/.exec(header('x-goog-hash') ?? '')?.[1];
  if (google !== undefined) return hexOf(Array.from(atob(google), (byte) => byte.charCodeAt(0)));
  const isEncrypted =
    header('x-amz-server-side-encryption-customer-algorithm') ||
    header('x-amz-server-side-encryption')?.startsWith('aws:kms');
  if (isEncrypted) return undefined;
  return /^"?([0-9a-f]{32})"?$/i.exec(header('etag') ?? '')?.[1]?.toLowerCase();
}
