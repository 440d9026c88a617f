import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { explainFileError, OutputFileError } from './output-error.ts';
import { findOutputTarget, type OutputTarget } from './target.ts';

/** What leaves a registry is for whoever asked for it. */
const NEW_FILE_MODE = 0o600;
const PERMISSIONS = 0o7777;
const COPY_BYTES = 1024 * 1024;

type Chunks = AsyncIterable<string | Uint8Array>;

/** Content on its way into a file, where nobody takes it for the file. */
type Draft = { handle: FileHandle; path: string };

/**
 * Writes a whole file, through links, or leaves what was there as it was. A file that exists keeps its mode and owner.
 * @param signal stops it, and then nothing was written
 * @throws OutputFileError; what `chunks` throws
 */
export async function writeOutputFile(file: string, chunks: Chunks, signal?: AbortSignal): Promise<void> {
  const target = await findOutputTarget(file);
  const { draft, publish } = await openDraft(target).catch((error) => {
    throw explainFileError(error, file);
  });
  try {
    for await (const chunk of untilAborted(chunks, signal)) {
      await draft.handle.appendFile(chunk).catch((error) => {
        throw explainFileError(error, file);
      });
    }
    await publish().catch((error) => {
      throw explainFileError(error, file);
    });
  } finally {
    await draft.handle.close();
    await rm(draft.path, { force: true });
  }
}

/** Ends with the signal's reason at once, also while the next piece is awaited. */
async function* untilAborted(chunks: Chunks, signal: AbortSignal | undefined): Chunks {
  const iterator = chunks[Symbol.asyncIterator]();
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  stopped.catch(() => {});
  const stop = () => reject(signal?.reason);
  signal?.addEventListener('abort', stop);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await Promise.race([iterator.next(), stopped]);
      if (done) return;
      yield value;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    // Not awaited: it ends when what is awaited inside does.
    iterator.return?.()?.catch(() => {});
  }
}

/**
 * Opens a file to be read and written where it stands, through links; a new one is made. For what grows while others
 * look at it.
 * @throws OutputFileError
 */
export async function openOutputFile(file: string): Promise<FileHandle> {
  const target = await findOutputTarget(file);
  return openInPlace(target, constants.O_RDWR | constants.O_CREAT).catch((error) => {
    throw explainFileError(error, file);
  });
}

/** Since it was looked at, something else may have taken its place: no link is followed, and no pipe waited for. */
async function openInPlace({ given, path: file }: OutputTarget, flags: number): Promise<FileHandle> {
  const handle = await open(file, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK, NEW_FILE_MODE);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new OutputFileError(`${given} cannot be written: it is no regular file.`, 'Name another file.');
}

/**
 * A draft beside the file takes its name in one step. Where that would change more than the content (another name of
 * the same file, another owner) or the directory takes no new file, the draft lies elsewhere and is copied at the end.
 */
async function openDraft(target: OutputTarget): Promise<{ draft: Draft; publish(): Promise<void> }> {
  const { path: file, existing } = target;
  if (existing) await access(file, constants.W_OK);
  if (existing === undefined || existing.nlink === 1) {
    const draft = await openBeside(target);
    if (draft) return { draft, publish: () => replace(draft, target) };
  }
  const draft = await createDraft(tmpdir());
  return { draft, publish: () => copyInto(draft, target) };
}

async function createDraft(directory: string): Promise<Draft> {
  const file = path.join(directory, `.esoz-${randomUUID()}.unfinished`);
  return { handle: await open(file, 'wx+', NEW_FILE_MODE), path: file };
}

/** Undefined when the file is there and a new one cannot be made like it. */
async function openBeside({ path: file, existing }: OutputTarget): Promise<Draft | undefined> {
  let draft: Draft | undefined;
  try {
    draft = await createDraft(path.dirname(file));
    if (existing === undefined) return draft;
    const { uid, gid } = await draft.handle.stat();
    if (uid !== existing.uid || gid !== existing.gid) await draft.handle.chown(existing.uid, existing.gid);
    await draft.handle.chmod(existing.mode & PERMISSIONS);
    return draft;
  } catch (error) {
    await draft?.handle.close();
    if (draft) await rm(draft.path, { force: true });
    const { code = '' } = error as NodeJS.ErrnoException;
    if (existing && ['EACCES', 'EPERM', 'EROFS'].includes(code)) return undefined;
    throw error;
  }
}

async function replace(draft: Draft, target: OutputTarget): Promise<void> {
  const { path: file } = target;
  await draft.handle.sync();
  try {
    await rename(draft.path, file);
  } catch (error) {
    // A file that is mounted into a container cannot lose its name.
    if ((error as NodeJS.ErrnoException).code === 'EBUSY') return copyInto(draft, target);
    throw error;
  }
  const directory = await open(path.dirname(file), 'r');
  // Some file systems cannot sync a directory; the file has its content and its name.
  await directory.sync().catch(() => {});
  await directory.close();
}

async function copyInto({ handle }: Draft, target: OutputTarget): Promise<void> {
  const file = await openInPlace(target, constants.O_WRONLY);
  try {
    const buffer = Buffer.allocUnsafeSlow(COPY_BYTES);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, COPY_BYTES, length);
      if (bytesRead === 0) break;
      await file.write(buffer, 0, bytesRead, length);
      length += bytesRead;
    }
    await file.truncate(length);
    await file.sync();
  } finally {
    await file.close();
  }
}
