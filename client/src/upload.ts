import { readText } from './answer.ts';
import { deadline, type Ending } from './deadline.ts';
import { failed, unanswered } from './failures.ts';
import { hashed } from './hashed.ts';
import {
  askForLink,
  BY_LINK,
  IDLE_MS,
  MAX_REFUSAL_BYTES,
  type StoreAnswer,
  storeRefusal,
  type TransferFailed,
  type TransferOptions,
} from './links.ts';
import { createMd5 } from './md5.ts';
import { jitterMs } from './retry.ts';
import { storedMd5 } from './stored-md5.ts';
import type { Client } from './types.ts';
import { putByXhr } from './xhr.ts';

/** Bytes that can be read again: a `Blob` is one (in Node.js `openAsBlob` of a file), or whatever has these two. */
export type Content = Uint8Array | { size: number; stream(): ReadableStream<Uint8Array> };

export type UploadOptions = TransferOptions & { body: Content; contentType?: string };

export type Uploaded = {
  ok: true;
  size: number;
  md5: string;
  /** Whether the store says the same MD5; false where it says none. */
  verified: boolean;
};

/**
 * Puts a file where the name says. An upload that breaks is begun again by a new link, as often as the client repeats: a
 * link admits a PUT of the whole file. Afterwards the store's MD5 is compared with that of what was sent.
 */
export async function upload(client: Client, options: UploadOptions): Promise<Uploaded | TransferFailed> {
  const { retry } = client;
  for (let attempt = 1; ; attempt++) {
    const asked = await askForLink(client, 'PUT', options);
    if (!asked.ok) return asked;
    const ending = deadline(options.idleMs ?? IDLE_MS, options.signal);
    try {
      const outcome = await putOnce(client, asked.link, options, ending);
      if (outcome.ok || attempt >= retry.attempts || !mayHelp(outcome)) return outcome;
      await ending.sleep(jitterMs(attempt, retry));
    } finally {
      ending.close();
    }
  }
}

/** A link may have ended, a connection or a server may be better; what the store does not take stays so. */
const mayHelp = ({ error, status }: TransferFailed): boolean =>
  error.kind === 'network' || status === 403 || status === 429 || status >= 500;

async function putOnce(
  client: Client,
  link: string,
  { body, contentType = 'application/octet-stream', onProgress, idleMs = IDLE_MS }: UploadOptions,
  ending: Ending,
): Promise<Uploaded | TransferFailed> {
  const content = body instanceof Uint8Array ? new Blob([body as Uint8Array<ArrayBuffer>]) : body;
  const { size } = content;
  const isByXhr = content instanceof Blob && 'XMLHttpRequest' in globalThis;
  const md5 = createMd5();
  const moved = (done: number) => {
    ending.restart(idleMs);
    onProgress?.(done, size);
  };
  let read = 0;
  const onBytes = (done: number) => {
    read = done;
    if (!isByXhr) moved(done);
  };
  const stream = hashed(content.stream(), { md5, ending, idleMs, onBytes });
  try {
    const answer = await (isByXhr
      ? putBeside(stream, () => putByXhr(link, content, { contentType, moved, signal: ending.signal }))
      : putByFetch(client, link, stream, { contentType, size, ending }));
    if (answer.status >= 300 || answer.status < 200) return storeRefusal(answer.status, answer.text);
    // Whoever answers before has not the file, whatever it says.
    if (read !== size) return failed('mismatch', 'Not all of the file');
    const [sent, stored] = [md5.hex(), storedMd5(answer.header)];
    if (stored === undefined || stored === sent)
      return { ok: true, size, md5: sent, verified: stored === sent };
    return failed('mismatch', 'Not what was sent');
  } catch (error) {
    return unanswered(ending.reached(), error);
  }
}

/**
 * XMLHttpRequest takes no stream, so the bytes are read a second time while it sends them. Before it would cost a large file
 * the better part of its link's time.
 */
async function putBeside(
  stream: ReadableStream<Uint8Array>,
  put: () => Promise<StoreAnswer>,
): Promise<StoreAnswer> {
  const unwanted = new AbortController();
  const reading = stream.pipeTo(new WritableStream(), { signal: unwanted.signal });
  reading.catch(() => {}); // told to whoever waits for it
  try {
    const answer = await put();
    if (answer.status < 300) await reading;
    return answer;
  } finally {
    unwanted.abort();
  }
}

async function putByFetch(
  { fetch }: Client,
  link: string,
  body: ReadableStream<Uint8Array>,
  { contentType, size, ending }: { contentType: string; size: number; ending: Ending },
): Promise<StoreAnswer> {
  // Stores take no upload whose length is not said; `duplex` is what fetch asks for with a stream.
  const headers = { 'content-type': contentType, 'content-length': String(size) };
  const init = { ...BY_LINK, method: 'PUT', headers, body, duplex: 'half', signal: ending.signal };
  const response = await fetch(link, init as RequestInit);
  const text = response.ok ? '' : ((await readText(response, MAX_REFUSAL_BYTES)) ?? '');
  return { status: response.status, header: (name) => response.headers.get(name), text };
}
