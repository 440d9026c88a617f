import { readText } from './answer.ts';
import { deadline } from './deadline.ts';
import { failed, unanswered } from './failures.ts';
import { hashed } from './hashed.ts';
import {
  askForLink,
  BY_LINK,
  IDLE_MS,
  MAX_REFUSAL_BYTES,
  storeRefusal,
  type TransferFailed,
  type TransferOptions,
} from './links.ts';
import { createMd5 } from './md5.ts';
import { storedMd5 } from './stored-md5.ts';
import type { Client } from './types.ts';

export type Downloaded = {
  ok: true;
  /** Undefined where the store does not say it. */
  size: number | undefined;
  contentType: string | undefined;
  /**
   * The bytes, as they are read. It ends when all have come and their MD5 is the store's, where that says one; otherwise
   * reading throws a CallError. What was read before that is no file.
   */
  body: ReadableStream<Uint8Array>;
};

/** A file, from its first byte on. Little of it is fetched before `body` is read. */
export async function download(
  client: Client,
  options: TransferOptions,
): Promise<Downloaded | TransferFailed> {
  const asked = await askForLink(client, 'GET', options);
  if (!asked.ok) return asked;
  const { idleMs = IDLE_MS, signal, onProgress } = options;
  const ending = deadline(idleMs, signal);
  try {
    const response = await client.fetch(asked.link, { ...BY_LINK, signal: ending.signal });
    const { status, headers, body } = response;
    if (status !== 200 || !body) {
      const refusal = storeRefusal(status, await readText(response, MAX_REFUSAL_BYTES));
      ending.close();
      return refusal;
    }
    const header = (name: string) => headers.get(name) ?? undefined;
    const length = header('content-length');
    const size = length === undefined ? undefined : Number(length);
    const [md5, stored] = [createMd5(), storedMd5(header)];
    const checked = hashed(body, {
      md5,
      ending,
      idleMs,
      onBytes: (done) => onProgress?.(done, size),
      judge(done) {
        ending.close();
        if (size !== undefined && size !== done) return failed('mismatch', 'Not all of the file').error;
        if (stored === undefined || stored === md5.hex()) return undefined;
        return failed('mismatch', 'Not the file of the store').error;
      },
    });
    return { ok: true, size, contentType: header('content-type'), body: checked };
  } catch (error) {
    ending.close();
    return unanswered(ending.reached(), error);
  }
}
