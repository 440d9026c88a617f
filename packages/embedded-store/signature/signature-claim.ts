import type { RequestFields } from '../wire/request-fields.ts';
import type { RequestTarget } from '../wire/request-target.ts';
import { s3Error } from '../wire/s3-error.ts';

/** What a request says about its own signature; nothing of it is proved yet. */
export type SignatureClaim = {
  readonly form: 'query' | 'header';
  readonly accessKeyId: string;
  /** `YYYYMMDD` of the credential scope. */
  readonly day: string;
  readonly region: string;
  /** `YYYYMMDDTHHMMSSZ` */
  readonly timestamp: string;
  /** Of a link only: seconds from the timestamp. */
  readonly expiresSeconds: number | undefined;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** The last line of the canonical request: a hex digest or one of the literal words. */
  readonly payloadHash: string;
};

const ALGORITHM = 'AWS4-HMAC-SHA256';
const MAX_EXPIRES_SECONDS = 604_800;
const QUERY_NAMES = new Set([
  'X-Amz-Algorithm',
  'X-Amz-Content-Sha256',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
]);

/** True for the parameters of query authentication themselves. */
export function isSignatureParameter(name: string): boolean {
  return QUERY_NAMES.has(name);
}

/**
 * Reads the claim from the query (a link) or from the Authorization header, never from both. Every fault is
 * AccessDenied: SPEC 7.2 promises 403 for whatever is wrong with a link.
 */
export function readSignatureClaim(target: RequestTarget, fields: RequestFields): SignatureClaim {
  for (const name of [...target.query.keys(), ...fields.keys()]) {
    if (name.toLowerCase() === 'x-amz-security-token')
      throw denied('Temporary credentials are not supported.');
  }
  const inQuery = [...target.query.keys()].some((name) => isSignatureParameter(name));
  const authorization = fields.get('authorization');
  if (inQuery && authorization !== undefined) throw denied('Only one way of authentication may be used.');
  if (inQuery) return readQueryClaim(target, fields);
  if (authorization === undefined) throw denied('The request is not signed.');
  return readHeaderClaim(authorization, fields);
}

function readQueryClaim(target: RequestTarget, fields: RequestFields): SignatureClaim {
  const take = (name: string): string => {
    const value = target.query.get(name);
    if (value === undefined) throw denied(`The parameter ${name} is missing.`);
    return value;
  };
  if (take('X-Amz-Algorithm') !== ALGORITHM) throw denied('The signing algorithm is not supported.');
  const expires = take('X-Amz-Expires');
  const expiresSeconds = /^[1-9]\d{0,5}$/.test(expires) ? Number(expires) : Number.NaN;
  if (!(expiresSeconds <= MAX_EXPIRES_SECONDS)) throw denied('X-Amz-Expires is not from 1 to 604800.');
  const payloadHash = fields.get('x-amz-content-sha256') ?? target.query.get('X-Amz-Content-Sha256');
  return {
    form: 'query',
    ...readCredential(take('X-Amz-Credential')),
    timestamp: take('X-Amz-Date'),
    expiresSeconds,
    signedHeaders: readSignedHeaders(take('X-Amz-SignedHeaders')),
    signature: readSignature(take('X-Amz-Signature')),
    payloadHash: payloadHash ?? 'UNSIGNED-PAYLOAD',
  };
}

const AUTHORIZATION = /^AWS4-HMAC-SHA256 +Credential=([^, ]+), *SignedHeaders=([^, ]+), *Signature=([^, ]+)$/;

function readHeaderClaim(authorization: string, fields: RequestFields): SignatureClaim {
  const match = AUTHORIZATION.exec(authorization);
  if (match === null) throw denied('The Authorization header is not an AWS4-HMAC-SHA256 signature.');
  const timestamp = fields.get('x-amz-date');
  const payloadHash = fields.get('x-amz-content-sha256');
  if (timestamp === undefined) throw denied('The header x-amz-date is missing.');
  if (payloadHash === undefined) throw denied('The header x-amz-content-sha256 is missing.');
  return {
    form: 'header',
    ...readCredential(match[1]!),
    timestamp,
    expiresSeconds: undefined,
    signedHeaders: readSignedHeaders(match[2]!),
    signature: readSignature(match[3]!),
    payloadHash,
  };
}

function readCredential(credential: string): { accessKeyId: string; day: string; region: string } {
  const [accessKeyId = '', day = '', region = '', service, terminator, ...more] = credential.split('/');
  if (service !== 's3' || terminator !== 'aws4_request' || more.length > 0 || !/^\d{8}$/.test(day)) {
    throw denied('The credential scope is not valid.');
  }
  return { accessKeyId, day, region };
}

function readSignedHeaders(list: string): string[] {
  const names = list.split(';');
  const sorted = names.every((name, i) => i === 0 || names[i - 1]! < name);
  if (!sorted || !names.every((name) => /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name))) {
    throw denied('The list of signed headers is not valid.');
  }
  // Without the host a link for one store would be good for another one with the same keys.
  if (!names.includes('host')) throw denied('The Host header must be signed.');
  return names;
}

function readSignature(signature: string): string {
  if (!/^[0-9a-f]{64}$/.test(signature)) throw denied('The signature is not valid.');
  return signature;
}

function denied(message: string) {
  return s3Error('AccessDenied', message);
}
