import { traced } from '../../platform/tracing.ts';
import { StoreFailure } from '../backend.ts';
import { reasonOf } from '../fetch-failure.ts';
import { outgoingSpan } from '../outgoing-span.ts';

export type StoreAnswer = { status: number; headers: Headers; body: Buffer };

/** Beyond a page of a thousand of the longest keys, percent-encoded, nothing of use comes. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** What all requests for one question together may take: less than the caller of AEL waits. */
const QUESTION_MS = 1_800;

export const deadline = (): AbortSignal => AbortSignal.timeout(QUESTION_MS);

/**
 * One request of our own to the store. Redirects are not followed: they are an answer, often about the region.
 * @throws StoreFailure when there is no answer in time, or one without end
 */
export async function askStore(
  method: string,
  url: string,
  options: { headers?: Record<string, string>; body?: string; signal: AbortSignal },
): Promise<StoreAnswer> {
  return traced(method, outgoingSpan(method, url), async (span) => {
    try {
      const response = await fetch(url, { method, redirect: 'manual', ...options });
      span?.set({ 'http.response.status_code': response.status });
      const body = await readBody(response);
      return { status: response.status, headers: response.headers, body };
    } catch (error) {
      if (error instanceof StoreFailure) throw error;
      throw new StoreFailure(`the store does not answer (${reasonOf(error)})`, { cause: error });
    }
  });
}

async function readBody(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new StoreFailure('the store sends an answer without end');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
