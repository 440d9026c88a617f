import { readFileSync } from 'node:fs';
import type { Variable } from './parsers.ts';

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
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(
      `cannot be read from the file of ${name}_FILE (${(error as NodeJS.ErrnoException).code})`,
    );
  }
}
