import { timingSafeEqual } from 'node:crypto';
import type { RequestFields } from '../wire/request-fields.ts';
import type { RequestTarget } from '../wire/request-target.ts';
import { s3Error } from '../wire/s3-error.ts';
import { isSignatureParameter, readSignatureClaim, type SignatureClaim } from './signature-claim.ts';
import { hmac, type SigningKeys, sha256Hex } from './signing-key.ts';

/** What each following signature of a chunked body is computed from. */
export type ChunkSigning = {
  readonly key: Buffer;
  readonly timestamp: string;
  readonly scope: string;
  readonly seedSignature: string;
};

/** What the signature promises about the body. */
export type PayloadPromise =
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'sha256'; readonly hex: string }
  | { readonly kind: 'aws-chunked'; readonly signing: ChunkSigning | null; readonly trailer: boolean };

export type VerifiedRequest = {
  readonly payload: PayloadPromise;
  /** Header fields, and the `x-amz-*` query parameters that a presigner moved out of the headers. */
  readonly fields: RequestFields;
};

const LEEWAY_MS = 15 * 60 * 1000;

/**
 * Proves that a holder of a known secret signed exactly this request: AWS Signature Version 4, service s3, over the
 * path, query and header bytes as they were sent. Nothing is decoded or tidied before: a request that is spelled
 * otherwise than it was signed is another request.
 *
 * `now` is the store's clock. Throws AccessDenied, InvalidAccessKeyId, RequestTimeTooSkewed or SignatureDoesNotMatch,
 * all of status 403.
 */
export function verifySignature(
  method: string,
  target: RequestTarget,
  fields: RequestFields,
  keys: SigningKeys,
  now: Date,
): VerifiedRequest {
  const claim = readSignatureClaim(target, fields);
  checkTime(claim, now);
  checkSignedFields(claim, fields);
  if (claim.region !== keys.region)
    throw s3Error('AccessDenied', 'The credential scope names another region.');
  const key = keys.find(claim.accessKeyId, claim.day);
  if (key === undefined) throw s3Error('InvalidAccessKeyId');

  const scope = `${claim.day}/${claim.region}/s3/aws4_request`;
  const canonical = canonicalRequest(method, target, fields, claim);
  const expected = hmac(key, `AWS4-HMAC-SHA256\n${claim.timestamp}\n${scope}\n${sha256Hex(canonical)}`);
  if (!timingSafeEqual(expected, Buffer.from(claim.signature, 'hex'))) throw s3Error('SignatureDoesNotMatch');

  const signing = { key, timestamp: claim.timestamp, scope, seedSignature: claim.signature };
  return {
    payload: payloadPromise(claim, signing),
    fields: claim.form === 'query' ? withMovedFields(target, withoutUnsignedLabels(claim, fields)) : fields,
  };
}

function checkTime(claim: SignatureClaim, now: Date): void {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(claim.timestamp);
  const [, year, month, day, hour, minute, second] = match ?? [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const signedAt = match === null ? Number.NaN : Date.parse(iso);
  // The round trip refuses 30 February, which Date.parse may roll over.
  if (Number.isNaN(signedAt) || new Date(signedAt).toISOString() !== iso) {
    throw s3Error('AccessDenied', 'The time of the signature is not valid.');
  }
  if (!claim.timestamp.startsWith(claim.day)) {
    throw s3Error('AccessDenied', 'The credential scope is of another day than the signature.');
  }
  if (signedAt - now.getTime() > LEEWAY_MS) throw s3Error('RequestTimeTooSkewed');
  if (claim.expiresSeconds === undefined) {
    if (now.getTime() - signedAt > LEEWAY_MS) throw s3Error('RequestTimeTooSkewed');
  } else if (now.getTime() >= signedAt + claim.expiresSeconds * 1000) {
    throw s3Error('AccessDenied', 'The link has expired.');
  }
}

/** An `x-amz-*` header changes what is done, so one that is not signed was added by somebody else. */
function checkSignedFields(claim: SignatureClaim, fields: RequestFields): void {
  const signed = new Set(claim.signedHeaders);
  for (const name of fields.keys()) {
    if (name.startsWith('x-amz-') && !signed.has(name)) {
      throw s3Error('AccessDenied', `The header ${name} was sent but not signed.`);
    }
  }
  for (const name of signed) {
    if (!fields.has(name)) throw s3Error('AccessDenied', `The header ${name} was signed but not sent.`);
  }
}

function canonicalRequest(
  method: string,
  target: RequestTarget,
  fields: RequestFields,
  claim: SignatureClaim,
): string {
  const query = target.rawQuery
    .filter(({ rawName }) => rawName !== 'X-Amz-Signature')
    .sort((a, b) => compare(a.rawName, b.rawName) || compare(a.rawValue, b.rawValue))
    .map(({ rawName, rawValue }) => `${rawName}=${rawValue}`)
    .join('&');
  const headers = claim.signedHeaders
    .map((name) => `${name}:${fields.get(name)!.trim().replace(/ +/g, ' ')}\n`)
    .join('');
  return [method, target.rawPath, query, headers, claim.signedHeaders.join(';'), claim.payloadHash].join(
    '\n',
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function payloadPromise(claim: SignatureClaim, signing: ChunkSigning): PayloadPromise {
  const { payloadHash } = claim;
  if (/^[0-9a-f]{64}$/.test(payloadHash)) return { kind: 'sha256', hex: payloadHash };
  if (payloadHash === 'UNSIGNED-PAYLOAD') return { kind: 'unsigned' };
  if (claim.form === 'header') {
    switch (payloadHash) {
      case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
        return { kind: 'aws-chunked', signing, trailer: false };
      case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
        return { kind: 'aws-chunked', signing, trailer: true };
      case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
        return { kind: 'aws-chunked', signing: null, trailer: true };
    }
  }
  throw s3Error('NotImplemented', 'This kind of x-amz-content-sha256 is not implemented.');
}

/** How an answer with the object is labelled, besides its type. */
const LABELS = ['content-disposition', 'content-encoding', 'content-language'];

/**
 * Whoever holds a link may choose the bytes, and not the name under which others save them, nor that their clients
 * unpack them first.
 */
function withoutUnsignedLabels(claim: SignatureClaim, fields: RequestFields): RequestFields {
  const dropped = new Set(LABELS.filter((name) => !claim.signedHeaders.includes(name)));
  return new Map([...fields].filter(([name]) => !dropped.has(name)));
}

/**
 * Presigners move `x-amz-*` headers (checksums, metadata) into the query, where the signature covers them; they mean
 * the same there. A field in both places is refused.
 */
function withMovedFields(target: RequestTarget, fields: RequestFields): RequestFields {
  const all = new Map(fields);
  for (const [name, value] of target.query) {
    const field = name.toLowerCase();
    if (!field.startsWith('x-amz-') || isSignatureParameter(name)) continue;
    if (all.has(field)) throw s3Error('AccessDenied', `The field ${field} was sent twice.`);
    all.set(field, value);
  }
  return all;
}
