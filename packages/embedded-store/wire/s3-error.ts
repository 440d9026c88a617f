/**
 * Every refusal of the store: S3 code, HTTP status, literal text. Clients branch on the code, so codes are those of
 * the S3 API; the texts are ours and never quote a path, a secret or a stack.
 */
const CATALOGUE = {
  AccessDenied: [403, 'Access denied.'],
  AccessForbidden: [403, 'Cross-origin requests of this kind are not allowed here.'],
  BadDigest: [400, 'The content does not match the digest that was sent with it.'],
  BucketAlreadyOwnedByYou: [409, 'The bucket exists already.'],
  EntityTooLarge: [400, 'The object exceeds the largest size that is allowed.'],
  EntityTooSmall: [400, 'Every part but the last must have at least 5 MiB.'],
  IncompleteBody: [400, 'The body does not have the announced length or form.'],
  InsufficientStorage: [507, 'There is no space left for this object.'],
  InternalError: [500, 'The store failed; nothing was changed.'],
  InvalidAccessKeyId: [403, 'The access key is not known here.'],
  InvalidArgument: [400, 'An argument is not valid.'],
  InvalidDigest: [400, 'The digest that was sent is not well formed.'],
  InvalidPart: [400, 'A part was not uploaded, or its ETag differs.'],
  InvalidPartOrder: [400, 'The parts are not in ascending order.'],
  InvalidRange: [416, 'The range does not lie within the object.'],
  InvalidRequest: [400, 'The request is not valid.'],
  InvalidURI: [400, 'The address could not be parsed.'],
  KeyTooLongError: [400, 'The key is longer than 1024 bytes.'],
  MalformedXML: [400, 'The XML document is not well formed or not of the expected shape.'],
  MetadataTooLarge: [400, 'The metadata exceeds the largest size that is allowed.'],
  MethodNotAllowed: [405, 'The method is not allowed on this resource.'],
  MissingContentLength: [411, 'The Content-Length header is required.'],
  NoSuchBucket: [404, 'The bucket does not exist.'],
  NoSuchBucketPolicy: [404, 'The bucket has no policy.'],
  NoSuchCORSConfiguration: [404, 'The bucket has no CORS configuration of its own.'],
  NoSuchKey: [404, 'The object does not exist.'],
  NoSuchLifecycleConfiguration: [404, 'The bucket has no lifecycle configuration.'],
  NoSuchTagSet: [404, 'There are no tags.'],
  NoSuchUpload: [404, 'The multipart upload does not exist.'],
  NotImplemented: [501, 'This function is not implemented.'],
  PreconditionFailed: [412, 'A precondition of the request does not hold.'],
  RequestTimeTooSkewed: [403, 'The time of the request differs too much from the time of the store.'],
  RequestTimeout: [400, 'No data came for too long.'],
  ServerSideEncryptionConfigurationNotFoundError: [404, 'The bucket has no encryption configuration.'],
  ServiceUnavailable: [503, 'The store is not available, try again later.'],
  SlowDown: [503, 'Too many uploads run at the moment, try again later.'],
  SignatureDoesNotMatch: [403, 'The signature does not match the request.'],
  XAmzContentSHA256Mismatch: [400, 'The content does not match the SHA-256 that was signed.'],
} as const satisfies Record<string, readonly [number, string]>;

export type S3Code = keyof typeof CATALOGUE;

export class S3Error extends Error {
  readonly code: S3Code;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: S3Code, message: string, headers: Readonly<Record<string, string>>, cause: unknown) {
    super(message, { cause });
    this.name = 'S3Error';
    this.code = code;
    this.status = CATALOGUE[code][0];
    this.headers = headers;
  }
}

/** An error of the catalogue; `message` replaces its text where more can be said safely. */
export function s3Error(
  code: S3Code,
  message?: string,
  headers: Readonly<Record<string, string>> = {},
): S3Error {
  return new S3Error(code, message ?? CATALOGUE[code][1], headers, undefined);
}

const NO_SPACE = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
// What an operator can mend while the store runs: a disk gone read-only or away, rights, open files.
const AWAY = new Set(['EROFS', 'EIO', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'EBUSY', 'ENODEV', 'ESTALE']);

/** The errno code of a system error, else ''. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Any thrown value as an error of the catalogue; the original stays in `cause`, for the log only. */
export function toS3Error(error: unknown): S3Error {
  if (error instanceof S3Error) return error;
  const errno = errnoOf(error);
  const code = NO_SPACE.has(errno)
    ? 'InsufficientStorage'
    : AWAY.has(errno)
      ? 'ServiceUnavailable'
      : 'InternalError';
  const headers: Record<string, string> = code === 'ServiceUnavailable' ? { 'retry-after': '5' } : {};
  return new S3Error(code, CATALOGUE[code][1], headers, error);
}
