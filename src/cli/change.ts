import type { AnySchema } from 'ajv';
import type { Change } from '../audit/stamp.ts';
import { compileValidator } from '../platform/json/validator.ts';
import { describeMistakes } from './mistakes.ts';
import { UsageError } from './outcome.ts';
import { withDatabase } from './with-database.ts';

/** Makes a change as a method of the administration does, by nobody but the operator of this machine. */
export function withChange<T>(command: string, make: (change: Change) => Promise<T>): Promise<T> {
  return withDatabase(command, ({ pool, stamp }) => make({ db: pool, stamp, observeRefusal: () => {} }));
}

/** What is given must have the form that a method of the administration asks for. @throws UsageError */
export function requireForm(schema: AnySchema, body: object): void {
  const invalid = compileValidator(schema)(body);
  if (invalid.length > 0) throw new UsageError(describeMistakes(invalid));
}
