import { UUID_PATTERN } from '../platform/json/validator.ts';
import { UsageError } from './outcome.ts';

const uuid = new RegExp(UUID_PATTERN);

/** @throws UsageError unless the value is a uuid */
export function requireUuid(name: string, value: string): string {
  if (!uuid.test(value)) throw new UsageError(`${name} must be a uuid`);
  return value.toLowerCase();
}

/** @throws UsageError unless the value is a whole number of seconds from 1 to a hundred years */
export function requireSeconds(name: string, value: string): number {
  const seconds = Number(value);
  if (!/^\d{1,10}$/.test(value) || seconds < 1 || seconds > 3_155_760_000) {
    throw new UsageError(`${name} must be a whole number of seconds from 1 to 3155760000`);
  }
  return seconds;
}
