/** One field that is another now; a field without a name is all there is. */
export type Change = { field: string; old: string; new: string };

type Words = { yes: string; no: string; none: string };

/** Who and when is said by the row itself. */
const STAMPS = new Set(['id', 'inserted_at', 'inserted_by', 'updated_at', 'updated_by']);

/**
 * What a row of the audit log tells of before and after, field by field, as texts; what is the same on both sides is left
 * out. Whatever it holds: nothing in it is taken for granted.
 */
export function changesOf({ old, new: after }: { old?: unknown; new?: unknown }, words: Words): Change[] {
  const [before, now] = [fieldsOf(old), fieldsOf(after)];
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((field) => !STAMPS.has(field))
    .map((field) => ({ field, old: textOf(before[field], words), new: textOf(now[field], words) }))
    .filter((change) => change.old !== change.new);
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fieldsOf(value: unknown): Record<string, unknown> {
  if (isFields(value)) return value;
  return value === null || value === undefined ? {} : { '': value };
}

function textOf(value: unknown, words: Words): string {
  if (value === null || value === undefined || value === '') return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map((each) => textOf(each, words)).join(', ') || words.none;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
