import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openToRead } from '../platform/files/input-file.ts';
import { PortalError } from './portal-error.ts';
import { answerTo, requestByLink, storedMd5Of, storeRefusal, transferFailure } from './store-request.ts';

export type Uploaded = {
  size: number;
  md5: string;
  /** Whether the store says the same checksum; false where it says none. */
  verified: boolean;
};

/** A local file that is about to be sent, of the size that it had when it was opened. */
export type LocalFile = { path: string; handle: FileHandle; size: number };

/** @throws InputFileError when it cannot be read, PortalError when it is a pipe or a device; the caller closes the handle */
export async function openLocalFile(path: string): Promise<LocalFile> {
  const handle = await openToRead(path);
  const stats = await handle.stat();
  if (stats.isFile()) return { path, handle, size: stats.size };
  await handle.close();
  throw new PortalError(`${path} is no regular file.`);
}

/**
 * Sends a file through an upload link.
 * @param onBytes called with the bytes sent so far
 * @throws PortalError when the store refuses it, the way breaks, or the store has got something else
 */
export async function upload(
  link: string,
  file: LocalFile,
  { contentType, onBytes, signal }: { contentType: string; onBytes(done: number): void; signal: AbortSignal },
): Promise<Uploaded> {
  const { size } = file;
  const headers = { 'content-length': size, 'content-type': contentType };
  const request = requestByLink(link, 'PUT', headers, signal);
  const hash = createHash('md5');
  let sent = 0;
  const answered = answerTo(request);
  const sending = pipeline(
    Readable.from(
      bytesOf(file, (chunk) => {
        hash.update(chunk);
        sent += chunk.length;
        onBytes(sent);
      }),
    ),
    request,
  );
  // A refusal may come in the middle, and then the rest cannot be sent.
  sending.catch(() => {});
  try {
    const answer = await answered;
    if ((answer.statusCode as number) >= 300) throw await storeRefusal(answer, 'the file');
    await sending;
    answer.resume();
    const md5 = hash.digest('hex');
    const stored = storedMd5Of(answer);
    if (stored !== undefined && stored !== md5)
      throw new PortalError(
        `The store has got another content: MD5 ${stored} in place of ${md5}.`,
        'Send it again.',
      );
    return { size, md5, verified: stored !== undefined };
  } catch (error) {
    request.destroy();
    if (signal.aborted) throw signal.reason;
    throw transferFailure(error, link, `after ${sent} of ${size} bytes`);
  }
}

/** Exactly the announced bytes. @throws PortalError when the file became shorter */
async function* bytesOf(
  { path, handle, size }: LocalFile,
  onChunk: (chunk: Buffer) => void,
): AsyncGenerator<Buffer> {
  if (size === 0) return;
  let left = size;
  for await (const chunk of handle.createReadStream({ end: size - 1, autoClose: false })) {
    left -= chunk.length;
    onChunk(chunk);
    yield chunk;
  }
  if (left > 0) throw new PortalError(`${path} became shorter while it was sent.`);
}
