import { parseFileName } from '../../ael/file-name.ts';
import { type ObjectKeyLayout, objectKeyPrefix } from '../../ael/object-key.ts';
import type { InvalidEntry } from '../../platform/errors/error-definition.ts';
import { patternRule } from '../../platform/json/schema-errors.ts';

/**
 * The shape of a decoded name, as far as a pattern can tell it: segments divided by single slashes, none of them `.` or
 * `..`, without backslashes and control characters. `file-name.ts` decides; its rules are those of SPEC 7.1.
 */
export const FILE_NAME_PATTERN = '^(?!\\.{1,2}(/|$))[^/\\\\\\p{Cc}]+(/(?!\\.{1,2}(/|$))[^/\\\\\\p{Cc}]+)*$';

/** Any uuid: what stands in front of a name has the same length for all. */
const ANY_UUID = '00000000-0000-0000-0000-000000000000';

/** The check of `resource_name` that JSON Schema cannot express, reported together with the schema's own errors. */
export function createNameCheck(layout: ObjectKeyLayout): (body: unknown) => InvalidEntry[] {
  const prefixBytes = objectKeyPrefix(layout, ANY_UUID).length;
  return (body) => {
    const name = (body as { resource_name?: unknown } | null)?.resource_name;
    if (typeof name !== 'string' || parseFileName(name, prefixBytes).ok) return [];
    // Reported already, as text that cannot be stored.
    if (!name.isWellFormed() || name.includes('\0')) return [];
    return [
      { entry: '$.resource_name', entry_type: 'json_data_property', rules: [patternRule(FILE_NAME_PATTERN)] },
    ];
  };
}
