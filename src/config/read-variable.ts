import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Variable } from './parsers.ts';

/** Keys of Google's service accounts take 3 KiB. More is rather another file, or a device that never ends. */
const MAX_SECRET_BYTES = 64 * 1024;

/** Variables by name, each as its parser has it; of one that is mistaken nothing but the mistake. */
export function readVariables(
  environment: NodeJS.ProcessEnv,
  variables: Readonly<Record<string, Variable<unknown>>>,
): { values: Record<string, unknown>; mistakes: string[] } {
  const mistakes: string[] = [];
  const entries = Object.entries(variables).map(([name, variable]) => {
    try {
      const value = readVariable(environment, name, variable) ?? variable.default;
      return [name, value === undefined ? undefined : variable.parse(value)];
    } catch (error) {
      mistakes.push(`${name} ${(error as Error).message}`);
      return [name, undefined];
    }
  });
  return { values: Object.fromEntries(entries), mistakes };
}

/** The text of a variable, from the environment or its file. @throws Error whose message completes "NAME …" */
function readVariable(
  environment: NodeJS.ProcessEnv,
  name: string,
  variable: Variable<unknown>,
): string | undefined {
  const value = environment[name];
  const file = variable.secret ? environment[`${name}_FILE`] : undefined;
  if (file === undefined || file === '') return value === '' ? undefined : value;
  if (value !== undefined && value !== '')
    throw new Error(`is set together with ${name}_FILE; keep one of them`);
  const secret = readSecret(name, file);
  // Not an absent one: a mount that failed would open what the secret was to close.
  if (secret === '') throw new Error(`is empty in the file of ${name}_FILE`);
  return secret;
}

function readSecret(name: string, file: string): string {
  let bytes: Buffer;
  try {
    bytes = readAtMost(file, MAX_SECRET_BYTES + 1);
  } catch (error) {
    throw new Error(
      `cannot be read from the file of ${name}_FILE (${(error as NodeJS.ErrnoException).code})`,
    );
  }
  if (bytes.length > MAX_SECRET_BYTES)
    throw new Error(`is larger than ${MAX_SECRET_BYTES} bytes in the file of ${name}_FILE`);
  // As UTF-16, or binary: taken as it is, it would fail as a password that is wrong.
  if (!isUtf8(bytes) || bytes.includes(0)) throw new Error(`is no UTF-8 text in the file of ${name}_FILE`);
  return bytes.toString('utf8').trim();
}

/** A pipe, as a shell's `<(…)` is one, hands over a part at a time. */
function readAtMost(file: string, limit: number): Buffer {
  const buffer = Buffer.alloc(limit);
  const descriptor = openSync(file, 'r');
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < limit; length += read)
      read = readSync(descriptor, buffer, length, limit - length, null);
    return buffer.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}
