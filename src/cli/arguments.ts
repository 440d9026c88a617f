import { UUID_PATTERN } from '../platform/json/validator.ts';
import { UsageError } from './outcome.ts';

const uuid = new RegExp(UUID_PATTERN);

/** @throws UsageError unless the value is a uuid */
export function requireUuid(name: string, value: string): string {
  if (!uuid.test(value)) throw new UsageError(`${name} must be a uuid`);
  return value.toLowerCase();
}

/** @throws UsageError unless the value is a whole number within these limits */
export function requireNumber(name: string, value: string, min: number, max: number, unit = ''): number {
  const number = Number(value);
  if (!/^\d{1,10}$/.test(value) || number < min || number > max)
    throw new UsageError(`${name} must be a whole number${unit} from ${min} to ${max}`);
  return number;
}

/** A hundred years. */
const MAX_SECONDS = 3_155_760_000;

/** @throws UsageError unless the value is a whole number of seconds from 1 to a hundred years */
export const requireSeconds = (name: string, value: string): number =>
  requireNumber(name, value, 1, MAX_SECONDS, ' of seconds');
