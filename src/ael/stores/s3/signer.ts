import { createHmac, hash } from 'node:crypto';
import { encodeKey } from '../../file-name.ts';
import {
  type Access,
  assertContentType,
  assertExpiry,
  MAX_V4_EXPIRY_SECONDS,
  type RequestSigner,
  type Signer,
} from '../../signer.ts';
import { type EndpointUrls, parseEndpoints } from '../endpoint.ts';
import { canonicalQuery, encodeQueryPart } from '../query.ts';
import { createSigningDates, type SigningDate } from '../signing-date.ts';
import { createHmacSha256 } from './hmac-sha256.ts';

export type S3SignerOptions = EndpointUrls & {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Of temporary credentials. */
  sessionToken?: string;
  /** `path` (default): `https://host/bucket/key`. `virtual-host`: `https://bucket.host/key`. */
  addressing?: 'path' | 'virtual-host';
  /** For Ceph RGW: see `GUARDED_HEADERS`. Other stores refuse such links. Default false. */
  guardUnsignedHeaders?: boolean;
};

/** What stays the same for all links of a day: the credential scope and the key derived from it. */
type DayScope = { day: string; scope: string; encodedCredential: string; hmac: (message: string) => string };

/** What stays the same for all links of a bucket. */
type BucketPlace = { origin: string; host: string; path: string };

const ALGORITHM = 'AWS4-HMAC-SHA256';
const EMPTY_SHA256 = hash('sha256', '', 'hex');
const DNS_BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const MAX_REMEMBERED_BUCKETS = 64;

/**
 * Headers that turn an upload into something else: a copy of *any* object that the signing account can read, or a
 * public object. AWS refuses `x-amz-*` headers that are not signed; Ceph RGW without the fix of CVE-2026-54330 obeys
 * them (so does MinIO), and the holder of one PUT link reads every file of the bucket. RGW skips signed headers that
 * are absent, and counts them once they are sent: naming them as signed makes it refuse them. A store that follows
 * the reference to the letter refuses the link instead, hence an option.
 */
const GUARDED_HEADERS = [
  'x-amz-acl',
  'x-amz-copy-source',
  'x-amz-grant-full-control',
  'x-amz-grant-read',
  'x-amz-grant-read-acp',
  'x-amz-grant-write',
  'x-amz-grant-write-acp',
  'x-amz-website-redirect-location',
];
const GUARD = `;${GUARDED_HEADERS.join(';')}`;

/**
 * AWS Signature Version 4 for S3: links (query authentication) and requests of our own (header authentication).
 * Source: "Authenticating Requests (AWS Signature Version 4)" of the S3 API reference.
 *
 * Only what differs from link to link is hashed for it: the derived key of the day, the credential and the place of
 * the bucket are kept, and no URL object is built.
 *
 * @throws TypeError for an endpoint or a region that is not one, or an empty secret
 */
export function createS3Signer(options: S3SignerOptions): Signer & RequestSigner {
  if (!/^[\x21-\x7e]+$/.test(options.region)) throw new TypeError('store region is not a word of ASCII');
  if (options.secretAccessKey === '') throw new TypeError('store secret is empty: anybody could sign links');
  const endpoints = parseEndpoints(options);
  const signingDate = createSigningDates();
  const tokenParameter =
    options.sessionToken === undefined
      ? ''
      : `&X-Amz-Security-Token=${encodeQueryPart(options.sessionToken)}`;
  const places: Record<Access, Map<string, BucketPlace>> = { PUBLIC: new Map(), INTERNAL: new Map() };
  let today: DayScope | undefined;

  function scopeOf(date: SigningDate): DayScope {
    if (today?.day !== date.day) today = deriveScope(options, date.day);
    return today;
  }

  function placeOf(access: Access, bucket: string): BucketPlace {
    const known = places[access].get(bucket);
    if (known !== undefined) return known;
    const { scheme, host, basePath } = endpoints[access];
    const place =
      options.addressing === 'virtual-host'
        ? virtualHostPlace(scheme, bucket, host, basePath)
        : { origin: scheme + host, host, path: `${basePath}/${encodeKey(bucket)}` };
    if (places[access].size >= MAX_REMEMBERED_BUCKETS) places[access].clear();
    places[access].set(bucket, place);
    return place;
  }

  function signature(date: SigningDate, scope: DayScope, canonicalRequest: string): string {
    return scope.hmac(
      `${ALGORITHM}\n${date.stamp}\n${scope.scope}\n${hash('sha256', canonicalRequest, 'hex')}`,
    );
  }

  return {
    /**
     * A link. The body is not signed (`UNSIGNED-PAYLOAD`): nobody knows it yet.
     *
     * @throws RangeError for an expiry, a content type or a virtual-host bucket that cannot be signed
     */
    presign({ method, bucket, key, expiresInSeconds, now, contentType, access }) {
      assertExpiry(expiresInSeconds, MAX_V4_EXPIRY_SECONDS);
      const date = signingDate(now);
      const scope = scopeOf(date);
      const place = placeOf(access, bucket);
      const path = `${place.path}/${encodeKey(key)}`;
      let signedHeaders = 'host';
      let headerLines = `host:${place.host}\n`;
      if (contentType !== undefined) {
        assertContentType(contentType);
        signedHeaders = 'content-type;host';
        headerLines = `content-type:${contentType}\n${headerLines}`;
      }
      if (options.guardUnsignedHeaders === true && method === 'PUT') signedHeaders += GUARD;
      const query =
        `X-Amz-Algorithm=${ALGORITHM}&X-Amz-Credential=${scope.encodedCredential}&X-Amz-Date=${date.stamp}` +
        `&X-Amz-Expires=${expiresInSeconds}${tokenParameter}&X-Amz-SignedHeaders=${signedHeaders.replaceAll(';', '%3B')}`;
      const canonical = `${method}\n${path}\n${query}\n${headerLines}\n${signedHeaders}\nUNSIGNED-PAYLOAD`;
      return `${place.origin}${path}?${query}&X-Amz-Signature=${signature(date, scope, canonical)}`;
    },

    /**
     * A request without a body, signed by headers so that nothing secret appears in its URL.
     *
     * @throws RangeError for a virtual-host bucket that cannot be signed
     */
    signHeaders({ method, bucket, key, query = {}, now, access }) {
      const date = signingDate(now);
      const scope = scopeOf(date);
      const place = placeOf(access, bucket);
      const path = key === undefined ? place.path || '/' : `${place.path}/${encodeKey(key)}`;
      const queryText = canonicalQuery(query);
      const headers: Record<string, string> = {
        'x-amz-content-sha256': EMPTY_SHA256,
        'x-amz-date': date.stamp,
        ...(options.sessionToken === undefined ? {} : { 'x-amz-security-token': options.sessionToken }),
      };
      const signedHeaders = ['host', ...Object.keys(headers)].join(';');
      const headerLines = Object.entries({ host: place.host, ...headers }).map(
        ([name, value]) => `${name}:${value}\n`,
      );
      const canonical = `${method}\n${path}\n${queryText}\n${headerLines.join('')}\n${signedHeaders}\n${EMPTY_SHA256}`;
      headers.authorization =
        `${ALGORITHM} Credential=${options.accessKeyId}/${scope.scope}, SignedHeaders=${signedHeaders}, ` +
        `Signature=${signature(date, scope, canonical)}`;
      return { url: place.origin + path + (queryText === '' ? '' : `?${queryText}`), headers };
    },
  };
}

/** The key derivation of V4: the secret bound to a day, a region and the service. */
function deriveScope({ accessKeyId, secretAccessKey, region }: S3SignerOptions, day: string): DayScope {
  const derive = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const signingKey = derive(
    derive(derive(derive(`AWS4${secretAccessKey}`, day), region), 's3'),
    'aws4_request',
  );
  const scope = `${day}/${region}/s3/aws4_request`;
  return {
    day,
    scope,
    encodedCredential: encodeQueryPart(`${accessKeyId}/${scope}`),
    hmac: createHmacSha256(signingKey),
  };
}

function virtualHostPlace(scheme: string, bucket: string, host: string, basePath: string): BucketPlace {
  // `ambulatory_contracts` is such a name: an underscore cannot be part of a host (SPEC 14 (14)).
  if (!DNS_BUCKET.test(bucket)) {
    throw new RangeError(`bucket ${JSON.stringify(bucket)} cannot be a host name: use path-style addressing`);
  }
  return { origin: `${scheme}${bucket}.${host}`, host: `${bucket}.${host}`, path: basePath };
}
