import { isDeepStrictEqual } from 'node:util';

/** What one audit row changed: a field with its value before and after. */
export type FieldChanges = Record<string, { old: unknown; new: unknown }>;

type Changeset = { old: Record<string, unknown> | null; new: Record<string, unknown> | null };

/** They repeat who and when of the audit row itself. */
const STAMPS = new Set(['inserted_at', 'inserted_by', 'updated_at', 'updated_by']);

/** The fields that differ; one that is absent on a side is null there. */
export function changesOf({ old, new: after }: Changeset): FieldChanges {
  const fields = new Set([...Object.keys(old ?? {}), ...Object.keys(after ?? {})]);
  const changes = [...fields]
    .filter((field) => !STAMPS.has(field))
    .map((field) => [field, { old: old?.[field] ?? null, new: after?.[field] ?? null }] as const)
    .filter(([, change]) => !isDeepStrictEqual(change.old, change.new));
  return Object.fromEntries(changes);
}
