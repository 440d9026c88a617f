export type EmbeddedPostgresErrorCode =
  | 'already_running'
  | 'disk_full'
  | 'no_binaries'
  | 'no_directory'
  | 'not_permitted'
  | 'corrupt'
  | 'wrong_version'
  | 'start_timeout'
  | 'port_taken'
  | 'still_held'
  | 'start_failed';

/**
 * Why the embedded database could not be had. `message` says what happened in a sentence for the
 * operator; `hint` says how to mend it. Neither ever holds a password.
 */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresErrorCode;
  readonly hint: string;

  constructor(code: EmbeddedPostgresErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
    this.code = code;
    this.hint = hint;
  }
}

export function diskFull(directory: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'disk_full',
    `The disk that holds ${directory} is full: the embedded PostgreSQL cannot write its files.`,
    'Free at least 200 MB there, or point DATA_DIR at another disk; nothing that was committed is lost.',
    { cause },
  );
}

export function notPermitted(directory: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'not_permitted',
    `The embedded PostgreSQL may not use ${directory}: permission denied.`,
    'Give the directory to the user who runs esoz (chown -R), choose another DATA_DIR, or set DATABASE_URL to a PostgreSQL of your own.',
    { cause },
  );
}

export function noDirectory(directory: string, cause: Error): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'no_directory',
    `DATA_DIR, ${directory}, is no directory and cannot be made one: ${cause.message}`,
    'Choose another DATA_DIR, or set DATABASE_URL to a PostgreSQL of your own.',
    { cause },
  );
}

export function corrupt(directory: string, reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'corrupt',
    `The database files in ${directory} are damaged or incomplete: ${reason}`,
    'Restore the directory from a backup, or move it away to begin with an empty database.',
  );
}

/** `still_held`: processes of a killed server use the directory; like `port_taken`, worth another try. */
export function startFailed(
  code: 'start_failed' | 'port_taken' | 'still_held',
  reason: string,
  logPath: string,
): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    code,
    `The embedded PostgreSQL did not start: ${reason}`,
    `See the end of ${logPath}, or set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

/** The operator's error for a failed file system call; other errors come back as they are. */
export function translateSystemError(error: unknown, directory: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(directory, error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return notPermitted(directory, error);
  return error;
}
