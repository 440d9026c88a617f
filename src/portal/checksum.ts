import type { IncomingHttpHeaders } from 'node:http';

/**
 * The MD5 of a whole file, in hexadecimal, as its store says it: Google in a field of its own, S3 and Swift as ETag.
 * @returns undefined where the ETag is none: of files that were uploaded in parts, or encrypted with keys of KMS or of
 * the customer
 */
export function storedMd5(headers: IncomingHttpHeaders): string | undefined {
  const google = /(?:^|[,\s])md5=([A-Za-z0-9+/]{22}==)/.exec(String(headers['x-goog-hash'] ?? ''));
  if (google) return Buffer.from(google[1] as string, 'base64').toString('hex');
  const isEncrypted =
    headers['x-amz-server-side-encryption-customer-algorithm'] !== undefined ||
    String(headers['x-amz-server-side-encryption'] ?? '').startsWith('aws:kms');
  if (isEncrypted) return undefined;
  return /^"?([0-9a-f]{32})"?$/i.exec(headers.etag ?? '')?.[1]?.toLowerCase();
}
