import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** A file that a command was told to read cannot be read. */
class InputFileError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

const RIGHTS = 'Let this user read the file and enter its directory.';

/** By error code of the operating system: what it means for a file, and the remedy. */
const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['it does not exist', 'Check the name, and the directory that the command is run in.'],
  ENOTDIR: ['what should be its directory is a file', 'Check the name.'],
  EISDIR: ['it is a directory', 'Name a file in it.'],
  EACCES: ['this user may not read it', RIGHTS],
  EPERM: ['this user may not read it', RIGHTS],
  ELOOP: ['its links lead in a circle', 'Name the file itself.'],
  ENAMETOOLONG: ['its name is too long', 'Check the name.'],
};

/** What the operating system says of a file to be read, in a sentence with a remedy; anything else comes back as it is. */
export function explainReadError(error: unknown, file: string): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  if (reason === undefined) return error;
  return new InputFileError(`${file} cannot be read: ${reason[0]}.`, reason[1], { cause: error });
}

/**
 * Opens a file to be read; the caller closes it. To open a pipe would last until somebody writes into it, and nothing, no
 * signal either, ends a command that waits like that: so nothing is waited for, and the caller sees that it is a pipe.
 * @throws InputFileError, for a directory at once and not when it is read
 */
export async function openToRead(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!(await file.stat()).isDirectory()) return file;
    await file.close();
  } catch (error) {
    throw explainReadError(error, path);
  }
  throw explainReadError({ code: 'EISDIR' }, path);
}
