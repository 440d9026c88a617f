/** The methods a link can be made for: SPEC 8, `signed_url`. */
export type LinkMethod = 'GET' | 'PUT' | 'HEAD' | 'DELETE';

/** For whom a request is signed: `PUBLIC` is the endpoint of third parties, `INTERNAL` the one inside the network. */
export type Access = 'PUBLIC' | 'INTERNAL';

export type PresignRequest = {
  method: LinkMethod;
  bucket: string;
  /** The decoded key; it is encoded here, once. */
  key: string;
  /** Counted from the second of `now`, its fraction dropped. */
  expiresInSeconds: number;
  now: Date;
  /** Bound to the link where the store can: then the upload must carry exactly this `Content-Type`. */
  contentType?: string;
  access: Access;
};

/** A request of our own to the store: listing a folder, asking for a bucket. */
export type StoreRequest = {
  method: LinkMethod;
  bucket: string;
  /** Absent: the bucket itself. */
  key?: string;
  query?: Readonly<Record<string, string>>;
  now: Date;
  access: Access;
};

export type SignedRequest = { url: string; headers: Record<string, string> };

/** Turns a request into a link. Pure computation: no network, no file, no clock. */
export type Signer = { presign(request: PresignRequest): string };

/** Signs requests that this service sends to the store itself. */
export type RequestSigner = { signHeaders(request: StoreRequest): SignedRequest };

/** The longest life of a V4 link, at AWS, at Google and in Ceph alike: seven days. */
export const MAX_V4_EXPIRY_SECONDS = 604_800;

/**
 * @throws RangeError unless a link of that many seconds can exist. Stores answer a wrong expiry with an error that
 * its reader, a third party, cannot mend.
 */
export function assertExpiry(expiresInSeconds: number, maxSeconds: number): void {
  if (!Number.isSafeInteger(expiresInSeconds) || expiresInSeconds < 1 || expiresInSeconds > maxSeconds) {
    throw new RangeError(`a link lives 1 to ${maxSeconds} whole seconds`);
  }
}

/**
 * A `Content-Type` that can be bound to a link. Signatures cover the header as a line of text: a line break would
 * add headers to what is signed, and stores disagree on how runs of spaces are folded.
 */
export const bindableContentType = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** @throws RangeError for a content type that cannot be bound. */
export function assertContentType(contentType: string): void {
  if (!bindableContentType.test(contentType)) throw new RangeError('content_type cannot be signed');
}
