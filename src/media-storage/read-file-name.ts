import { parseFileName } from '../ael/file-name.ts';
import { type ObjectKeyLayout, objectKeyPrefix } from '../ael/object-key.ts';
import type { InvalidEntry } from '../platform/errors/error-definition.ts';
import { patternRule } from '../platform/json/schema-errors.ts';
import type { MediaStorage } from './media-storage.ts';

/**
 * The shape of a decoded name, as far as a pattern can tell it: segments divided by single slashes, none of them `.` or
 * `..`, without backslashes and control characters. `file-name.ts` decides; its rules are those of SPEC 7.1.
 */
export const FILE_NAME_PATTERN = '^(?!\\.{1,2}(/|$))[^/\\\\\\p{Cc}]+(/(?!\\.{1,2}(/|$))[^/\\\\\\p{Cc}]+)*$';

/** Any uuid: what stands in front of a name has the same length for all. */
const ANY_UUID = '00000000-0000-0000-0000-000000000000';

/**
 * The decoded name that `resource_name` means, or what JSON Schema cannot say of it, to be told together with the
 * schema's own errors.
 */
export function readFileName(
  body: unknown,
  { storage }: { storage: Pick<MediaStorage, 'layout'> },
): { invalid: InvalidEntry[]; read?: string } {
  const name = (body as { resource_name?: unknown } | null)?.resource_name;
  if (typeof name !== 'string') return { invalid: [] };
  const read = decodedName(name, storage.layout);
  if (read !== undefined) return { invalid: [], read };
  // Reported already, as text that cannot be stored.
  if (!name.isWellFormed() || name.includes('\0')) return { invalid: [] };
  return { invalid: [wrongFileName('json_data_property')] };
}

/** What a name means (SPEC 7.1); undefined for one that no file can have. */
export function decodedName(name: string, layout: ObjectKeyLayout): string | undefined {
  const parsed = parseFileName(name, objectKeyPrefix(layout, ANY_UUID).length);
  return parsed.ok ? parsed.name : undefined;
}

export function wrongFileName(entry_type: InvalidEntry['entry_type']): InvalidEntry {
  return { entry: '$.resource_name', entry_type, rules: [patternRule(FILE_NAME_PATTERN)] };
}
