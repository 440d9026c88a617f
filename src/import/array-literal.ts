/**
 * Columns of a batch as PostgreSQL's array literals. The driver would quote and search every element, which for ids,
 * dates and booleans is a quarter of the work that an import makes in this process.
 */

/** Of values that never need quotes: uuids, dates, booleans. */
export function plainArray(values: readonly (string | boolean | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/** Of any texts. */
export function textArray(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : quoted(value))).join(',')}}`;
}

function quoted(text: string): string {
  return /["\\]/.test(text) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : `"${text}"`;
}
