import { createWriteStream } from 'node:fs';
import { lstat, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The name is there already, and nobody said that it may go. */
class FileExists extends Error {
  readonly hint = 'Choose another name with --output, or overwrite it with --force.';
}

/** Before anything is asked for: what would be refused at the end. @throws FileExists */
export async function requireFreeName(file: string, force: boolean): Promise<void> {
  const stats = await lstat(file).catch(() => undefined);
  if (stats === undefined) return;
  if (!stats.isFile()) throw new FileExists(`${file} is there and no regular file.`);
  if (!force) throw new FileExists(`${file} is there already.`);
}

/** The name appears with the last byte, so that half a file is never taken for one; a private one, as contracts are. */
export async function writeDownloadedFile(
  file: string,
  chunks: AsyncGenerator<Buffer>,
  signal: AbortSignal,
): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    await pipeline(Readable.from(chunks), createWriteStream(unfinished, { flush: true, mode: 0o600 }), {
      signal,
    });
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC'
      ? new Error(`There is no space left for ${file}.`, { cause: error })
      : error;
  }
}
