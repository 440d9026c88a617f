import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { PortalError } from './portal-error.ts';
import {
  answerTo,
  ConnectionLost,
  isConnectionLost,
  requestByLink,
  storedMd5Of,
  storeRefusal,
  transferFailure,
} from './store-request.ts';

/** Attempts in a row that bring nothing. */
const MAX_FRUITLESS = 4;
const RETRY_MS = 500;

export type DownloadState = {
  done: number;
  /** Undefined until the store has said it. */
  total: number | undefined;
  /** Of everything, once it is whole. */
  md5: string | undefined;
  /** Whether the store says the same checksum; false where it says none. */
  verified: boolean;
};

export type DownloadOptions = {
  /** A fresh link for each attempt: the one before may be over. */
  askForLink(): Promise<string>;
  signal: AbortSignal;
  /** Kept up to date; what is in it at the end is the outcome. */
  state: DownloadState;
  onBytes(): void;
};

/**
 * The bytes of a file. A connection that breaks is replaced, and the rest asked for, as long as the file is the same.
 * @throws PortalError when it is refused, cannot be had whole, or is not what the store says
 */
export async function* download(options: DownloadOptions): AsyncGenerator<Buffer> {
  const { state, signal } = options;
  const hash = createHash('md5');
  let first: IncomingMessage | undefined;
  let fruitless = 0;
  while (first === undefined || state.done < (state.total as number)) {
    const link = await options.askForLink();
    const before = state.done;
    try {
      const answer = await openAt(link, state.done, first?.headers.etag, signal);
      first ??= answer;
      state.total ??= sizeOf(answer);
      for await (const chunk of answer as AsyncIterable<Buffer>) {
        hash.update(chunk);
        state.done += chunk.length;
        options.onBytes();
        yield chunk;
      }
      if (state.done < state.total) throw new ConnectionLost('the answer ended early');
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      fruitless = state.done > before ? 1 : fruitless + 1;
      const goesOn = isConnectionLost(error) && canGoOn(first) && fruitless < MAX_FRUITLESS;
      if (!goesOn) throw transferFailure(error, link, progressOf(state));
      await delay(RETRY_MS * fruitless, undefined, { signal });
    }
  }
  const stored = storedMd5Of(first);
  state.md5 = hash.digest('hex');
  state.verified = stored !== undefined;
  if (stored !== undefined && stored !== state.md5)
    throw new PortalError(
      `What arrived is not what the store has: MD5 ${state.md5} in place of ${stored}.`,
      'Run the command again.',
    );
}

const progressOf = ({ done, total }: DownloadState) =>
  total === undefined ? 'before the answer' : `after ${done} of ${total} bytes`;

/** Nothing has come yet, or what has come can be told from another version of the file. */
function canGoOn(first: IncomingMessage | undefined): boolean {
  return first === undefined || /^"/.test(first.headers.etag ?? '');
}

async function openAt(
  link: string,
  start: number,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const rest = start === 0 ? {} : { range: `bytes=${start}-`, 'if-range': etag };
  const request = requestByLink(link, 'GET', rest, signal);
  const answered = answerTo(request);
  request.end();
  const answer = await answered;
  const { statusCode, headers } = answer;
  if (statusCode === (start === 0 ? 200 : 206)) {
    if (start === 0 || headers['content-range']?.startsWith(`bytes ${start}-`)) return answer;
  }
  const refused = (statusCode as number) >= 300 ? await storeRefusal(answer, 'the download') : undefined;
  request.destroy();
  throw (
    refused ??
    new PortalError('The file was replaced while it was being downloaded.', 'Run the command again.')
  );
}

/** @throws PortalError: without a length nobody can tell a whole file from half of one */
function sizeOf({ headers }: IncomingMessage): number {
  const length = headers['content-length'];
  if (length === undefined) throw new PortalError('The store does not say how long the file is.');
  return Number(length);
}
