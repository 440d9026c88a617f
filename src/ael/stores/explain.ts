import type { StoreFinding } from '../contract.ts';
import type { StoreRefusal } from './xml-answers.ts';

/** What there is to know about the store that refused. */
export type Refused = {
  bucket: string;
  /** How the operator names what signs: for remedies. */
  credentials: string;
  /** Region that our signatures name; undefined where signatures have none. */
  region?: string;
};

type Explanation = { detail: string; remedy: string };

/** What an S3 or Cloud Storage error means for whoever set the product up. */
export function explainRefusal(refusal: StoreRefusal, refused: Refused): StoreFinding {
  return { name: 'bucket', state: 'failed', ...explain(refusal, refused) };
}

function explain(refusal: StoreRefusal, { bucket, credentials, region }: Refused): Explanation {
  const { status, code } = refusal;
  const said = `the store answers ${[status, code].filter(Boolean).join(' ')}`;
  const elsewhere = region !== undefined && refusal.region !== undefined && refusal.region !== region;
  if (elsewhere || code === 'AuthorizationHeaderMalformed' || code === 'PermanentRedirect') {
    const right = refusal.region ?? 'the region of the bucket';
    return {
      detail: `bucket ${bucket} is in another region: ${said}`,
      remedy: `Set S3_REGION=${right} and, if it names a region, S3_ENDPOINT.`,
    };
  }
  switch (code) {
    case 'NoSuchBucket':
      return {
        detail: `bucket ${bucket} does not exist`,
        remedy: 'Create it, or correct MEDIA_STORAGE_AMBULATORY_CONTRACTS_BUCKET and KNOWN_BUCKETS.',
      };
    case 'InvalidBucketName':
      return {
        detail: `the store refuses the name ${bucket}`,
        remedy:
          'Strict S3 names have lower-case letters, digits, `.` and `-` only. Choose such a bucket with MEDIA_STORAGE_AMBULATORY_CONTRACTS_BUCKET, or relax the store (Ceph: rgw_relaxed_s3_bucket_names); a name with `_` also needs S3_ADDRESSING=path.',
      };
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
    case 'InvalidToken':
    case 'ExpiredToken':
    case 'InvalidSecurity':
      return {
        detail: `the store does not accept our signature: ${said}`,
        remedy: `Check ${credentials}; a proxy in front of the store must leave Host and path as they are.`,
      };
    case 'RequestTimeTooSkewed':
    case 'RequestExpired':
      return {
        detail: 'the clocks of this machine and of the store differ by more than 15 minutes',
        remedy:
          'Synchronise both with the same time servers (NTP); ESOZ_CLOCK shifts the time of signatures too.',
      };
    case 'AccessDenied':
    case 'AllAccessDisabled':
      return {
        detail: `access to bucket ${bucket} is denied`,
        remedy: `The account of ${credentials} needs to list the bucket, and to read and write its objects.`,
      };
    case 'NotImplemented':
      return { detail: `${said} to a listing`, remedy: 'The store must support ListObjectsV2.' };
    default:
      return explainStatus(status, said, bucket);
  }
}

function explainStatus(status: number, said: string, bucket: string): Explanation {
  if (status === 404) {
    return {
      detail: `${said} for bucket ${bucket}`,
      remedy: 'Check the endpoint: something answers there that does not know the bucket, or is no store.',
    };
  }
  if (status >= 300 && status < 400) {
    return { detail: said, remedy: 'Set the endpoint to the address that the store redirects to.' };
  }
  if (status === 401 || status === 403) {
    return { detail: said, remedy: 'Check the endpoint and the credentials of the store.' };
  }
  return { detail: said, remedy: 'Look at the log of the store, and check the endpoint.' };
}

/** The store could not be asked at all. */
export function explainFailure(error: unknown, endpointVariable: string): StoreFinding {
  return {
    name: 'bucket',
    state: 'failed',
    detail: (error as Error).message,
    remedy: `Check ${endpointVariable}, the network, and that the store runs.`,
  };
}

/** Beyond this, links visibly live longer or shorter than they should. */
const MOST_SKEW_SECONDS = 30;

/** Compares the store's `Date` with our clock: links made in the store's future are refused, others die early. */
export function clockFinding(headers: Headers, now: Date): StoreFinding[] {
  const storeTime = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(storeTime)) return [];
  const seconds = Math.round((now.getTime() - storeTime) / 1000);
  const name = 'store clock';
  const detail = `${Math.abs(seconds)} s between this machine and the store`;
  if (Math.abs(seconds) <= MOST_SKEW_SECONDS) return [{ name, state: 'ok', detail }];
  const remedy =
    'Synchronise both with the same time servers (NTP): links die early, or are refused as made in the future.';
  return [{ name, state: 'warning', detail, remedy }];
}
