import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * Opens a file that is looked at before it is read. To open a pipe would last until somebody writes into it, and nothing,
 * no signal either, ends a command that waits like that; so nothing is waited for, and the caller sees that it is a pipe.
 */
export function openInputFile(file: string): Promise<FileHandle> {
  return open(file, constants.O_RDONLY | constants.O_NONBLOCK);
}
