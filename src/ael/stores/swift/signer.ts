import { createHmac, createSecretKey } from 'node:crypto';
import { encodeKey } from '../../file-name.ts';
import { assertExpiry, type Signer } from '../../signer.ts';
import { type EndpointUrls, parseEndpoints } from '../endpoint.ts';

export type SwiftSignerOptions = EndpointUrls & {
  /** The account's path, `/v1/AUTH_…` at OpenStack, `/swift/v1` or `/swift/v1/AUTH_…` at Ceph RGW. */
  accountPath: string;
  /** The account's `X-Account-Meta-Temp-URL-Key`. */
  tempUrlKey: string;
  /** Default sha256. Older stores know sha1 only: Ceph RGW 16 does. */
  digest?: 'sha1' | 'sha256' | 'sha512';
};

/** Swift itself has no limit; a year is beyond every use here, and a mistake in units is far beyond a year. */
const MAX_EXPIRY_SECONDS = 31_536_000;

/**
 * TempURL links of OpenStack Swift. Source: "Temporary URL middleware" of the Swift documentation.
 *
 * The signature covers method, absolute expiry in Unix seconds and the *decoded* path. It is weaker than V4, and no
 * client of ours can change that:
 * - a GET or PUT link also admits HEAD of the same object;
 * - neither the host nor further query parameters are signed, and no header: `contentType` is not bound;
 * - OpenStack refuses a bad link with 401, not 403.
 *
 * @throws TypeError for an endpoint or account path that is not one, or an empty key
 */
export function createSwiftSigner(options: SwiftSignerOptions): Signer {
  if (!/^(?:\/[A-Za-z0-9._~:-]+)+$/.test(options.accountPath)) {
    throw new TypeError(
      `swift account path is not like /v1/AUTH_account: ${JSON.stringify(options.accountPath)}`,
    );
  }
  if (options.tempUrlKey === '') throw new TypeError('swift temp URL key is empty: anybody could sign links');
  const endpoints = parseEndpoints(options);
  const digest = options.digest ?? 'sha256';
  const tempUrlKey = createSecretKey(options.tempUrlKey, 'utf8');
  return {
    /** @throws RangeError for an expiry that is not a positive whole number of seconds */
    presign({ method, bucket, key, expiresInSeconds, now, access }) {
      assertExpiry(expiresInSeconds, MAX_EXPIRY_SECONDS);
      const { scheme, host, basePath } = endpoints[access];
      const expires = Math.floor(now.getTime() / 1000) + expiresInSeconds;
      // A proxy that serves Swift below a path of its own takes that path off before Swift sees the request.
      const signature = createHmac(digest, tempUrlKey)
        .update(`${method}\n${expires}\n${options.accountPath}/${bucket}/${key}`)
        .digest('hex');
      const path = `${options.accountPath}/${encodeKey(bucket)}/${encodeKey(key)}`;
      return `${scheme}${host}${basePath}${path}?temp_url_sig=${signature}&temp_url_expires=${expires}`;
    },
  };
}
