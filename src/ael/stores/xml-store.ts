import type { Clock } from '../../platform/clock.ts';
import { type Backend, InvalidPageToken, type ListRequest, StoreFailure } from '../backend.ts';
import type { StoreFinding } from '../contract.ts';
import type { RequestSigner, Signer } from '../signer.ts';
import { askStore, deadline, type StoreAnswer } from './ask-store.ts';
import { checkCors } from './cors.ts';
import { clockFinding, explainFailure, explainRefusal, type Refused } from './explain.ts';
import { parseListing, parseRefusal } from './xml-answers.ts';

export type XmlStoreOptions = {
  signer: Signer & RequestSigner;
  clock: Clock;
  /** Whose pages may use links. */
  consoleOrigins: readonly string[];
  /** For explanations. */
  about: Omit<Refused, 'bucket'> & { endpoint: string };
  /** What else to look at, once the bucket is known to answer. */
  furtherChecks?(bucket: string, signal: AbortSignal): Promise<StoreFinding[]>;
};

/** A backend over the XML API that S3 and Cloud Storage share: ListObjectsV2, signed as the signer does. */
export function createXmlStore(options: XmlStoreOptions): Backend {
  const { signer, clock, consoleOrigins, about, furtherChecks } = options;

  function ask(request: ListRequest, signal: AbortSignal): Promise<StoreAnswer> {
    const { bucket, prefix, pageToken, size } = request;
    const { url, headers } = signer.signHeaders({
      method: 'GET',
      bucket,
      query: {
        'list-type': '2',
        'encoding-type': 'url',
        prefix,
        'max-keys': String(size),
        ...(pageToken === undefined ? {} : { 'continuation-token': pageToken }),
      },
      now: clock.now(),
      access: 'INTERNAL',
    });
    return askStore('GET', url, { headers, signal });
  }

  async function checkBucket(bucket: string, signal: AbortSignal): Promise<StoreFinding[]> {
    try {
      const answer = await ask({ bucket, prefix: '', pageToken: undefined, size: 1 }, signal);
      const clockState = clockFinding(answer.headers, clock.now());
      if (answer.status !== 200) {
        const refusal = parseRefusal(answer.status, answer.body, answer.headers);
        return [explainRefusal(refusal, { ...about, bucket }), ...clockState];
      }
      parseListing(answer.body);
      // What they cannot find out is no fault of the bucket.
      const further = await furtherChecks?.(bucket, signal).catch(() => []);
      return [
        { name: 'bucket', state: 'ok', detail: `${bucket} can be listed` },
        ...clockState,
        ...(further ?? []),
      ];
    } catch (error) {
      return [explainFailure(error, about.endpoint)];
    }
  }

  return {
    presign: signer.presign,
    async list(request) {
      const { status, headers, body } = await ask(request, deadline());
      if (status === 200) return parseListing(body);
      const { code } = parseRefusal(status, body, headers);
      // The only argument of a listing that a caller chooses.
      if (request.pageToken !== undefined && (code === 'InvalidArgument' || code === 'InvalidToken'))
        throw new InvalidPageToken();
      throw new StoreFailure(`the store refuses to list: ${[status, code].filter(Boolean).join(' ')}`);
    },
    async check(bucket) {
      const signal = deadline();
      const [findings, cors] = await Promise.all([
        checkBucket(bucket, signal),
        checkCors(signer, bucket, consoleOrigins, clock.now(), signal),
      ]);
      // Of a bucket that is not there, or not ours, its CORS rules are no news.
      return findings.some(({ state }) => state === 'failed') ? findings : [...findings, ...cors];
    },
  };
}
