import type { Clock } from '../../../platform/clock.ts';
import type { StoreFinding } from '../../contract.ts';
import type { Signer } from '../../signer.ts';
import { askStore, deadline } from '../ask-store.ts';
import { checkCors, PROBE_FOLDER } from '../cors.ts';
import { clockFinding, explainFailure } from '../explain.ts';
import type { AskContainer } from './ask-container.ts';

export type SwiftCheckOptions = {
  signer: Signer;
  askContainer: AskContainer;
  clock: Clock;
  consoleOrigins: readonly string[];
  accountPath: string;
  checkUnsignedHeaders(bucket: string, signal: AbortSignal): Promise<StoreFinding[]>;
};

const CREDENTIALS = 'SWIFT_AUTH_URL, SWIFT_AUTH_USER and SWIFT_AUTH_KEY';

/** Whether the container is there, and whether the account's links work: two secrets that are set apart. */
export function createSwiftCheck(options: SwiftCheckOptions) {
  const { signer, clock, consoleOrigins } = options;
  return async (bucket: string): Promise<StoreFinding[]> => {
    const signal = deadline();
    const [container, links, cors] = await Promise.all([
      checkContainer(options, bucket, signal),
      checkLinks(signer, bucket, clock, signal),
      checkCors(signer, bucket, consoleOrigins, clock.now(), signal),
    ]);
    const findings = [...container, ...links];
    if (findings.some(({ state }) => state === 'failed')) return findings;
    const unsigned = await options.checkUnsignedHeaders(bucket, signal).catch(() => []);
    return [...findings, ...unsigned, ...cors];
  };
}

async function checkContainer(
  { askContainer, clock, accountPath }: SwiftCheckOptions,
  bucket: string,
  signal: AbortSignal,
): Promise<StoreFinding[]> {
  try {
    const { status, headers, token } = await askContainer('HEAD', bucket, '', signal);
    return [
      containerFinding(status, bucket),
      ...accountFinding(token.storageUrl, accountPath),
      ...clockFinding(headers, clock.now()),
    ];
  } catch (error) {
    return [explainFailure(error, `SWIFT_ENDPOINT, SWIFT_INTERNAL_ENDPOINT, ${CREDENTIALS}`)];
  }
}

function containerFinding(status: number, bucket: string): StoreFinding {
  const name = 'bucket';
  if (status < 300) return { name, state: 'ok', detail: `container ${bucket} can be listed` };
  if (status === 404) {
    const remedy =
      'Create it, or correct MEDIA_STORAGE_AMBULATORY_CONTRACTS_BUCKET, KNOWN_BUCKETS or SWIFT_ACCOUNT_PATH.';
    return { name, state: 'failed', detail: `container ${bucket} does not exist`, remedy };
  }
  if (status === 401 || status === 403) {
    const remedy = `The user of ${CREDENTIALS} must be able to read the container.`;
    return { name, state: 'failed', detail: `access to container ${bucket} is denied (${status})`, remedy };
  }
  const remedy = 'Look at the log of the store, and check SWIFT_ENDPOINT and SWIFT_ACCOUNT_PATH.';
  return { name, state: 'failed', detail: `the store answers ${status} for container ${bucket}`, remedy };
}

/** Links of one account, listings of another: everything would seem to work, and no file would appear. */
function accountFinding(storageUrl: string | undefined, accountPath: string): StoreFinding[] {
  const path = URL.parse(storageUrl ?? '')?.pathname.replace(/\/+$/, '');
  // Ceph RGW serves the account with and without its name at the end.
  if (path === undefined || path.startsWith(accountPath) || accountPath.startsWith(path)) return [];
  return [
    {
      name: 'account',
      state: 'warning',
      detail: `the authentication service places the account at ${path}, SWIFT_ACCOUNT_PATH is ${accountPath}`,
      remedy: 'Set SWIFT_ACCOUNT_PATH to that path, unless both are the same account.',
    },
  ];
}

/** A link to HEAD a file that is not there: a store that accepts it answers 404. */
async function checkLinks(
  signer: Signer,
  bucket: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<StoreFinding[]> {
  const name = 'links';
  const key = `${PROBE_FOLDER}/does-not-exist`;
  const url = signer.presign({
    method: 'HEAD',
    bucket,
    key,
    expiresInSeconds: 60,
    now: clock.now(),
    access: 'INTERNAL',
  });
  try {
    const { status } = await askStore('HEAD', url, { signal });
    if (status === 404) return [{ name, state: 'ok', detail: 'the store accepts our TempURL links' }];
    return [
      {
        name,
        state: 'failed',
        detail: `the store refuses our TempURL links (${status})`,
        remedy:
          'Give the account the key of SWIFT_TEMP_URL_KEY (X-Account-Meta-Temp-URL-Key), check that the store allows SWIFT_TEMP_URL_DIGEST (Ceph RGW before 17: sha1), and that both clocks are right.',
      },
    ];
  } catch {
    return []; // the container could not be asked either, which says why
  }
}
