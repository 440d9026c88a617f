/** A file that a command was told to write cannot be written; what was there is as it was. */
export class OutputFileError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

const ANOTHER = 'Name another file.';
const RIGHTS = 'Let this user write the file and its directory, or name another file.';
const SPACE = 'Make room, or name a file on another disk.';

/** By error code of the operating system: what it means for a file, and the remedy. */
const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: ['this user may not write it', RIGHTS],
  EPERM: ['this user may not write it', RIGHTS],
  EROFS: ['its file system is read-only', ANOTHER],
  ENOENT: ['its directory does not exist', 'Create the directory, or name another file.'],
  ENOTDIR: ['what should be its directory is a file', ANOTHER],
  EISDIR: ['it is a directory', ANOTHER],
  ELOOP: ['its links lead in a circle', ANOTHER],
  ENAMETOOLONG: ['its name is too long', ANOTHER],
  ENOSPC: ['the disk is full', SPACE],
  EDQUOT: ['the quota of the disk is used up', SPACE],
  EFBIG: ['it would exceed the largest size that is allowed', SPACE],
  ETXTBSY: ['it is a program that runs', ANOTHER],
};

/** What the operating system says of a file, in a sentence with a remedy; anything else comes back as it is. */
export function explainFileError(error: unknown, file: string): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  if (error instanceof OutputFileError || reason === undefined) return error;
  return new OutputFileError(`${file} cannot be written: ${reason[0]}.`, reason[1], { cause: error });
}
