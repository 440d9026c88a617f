/** A column of a table: what a file may call it, and how its cells are read. */
export type Column = {
  /** Of the API, and of the header of an export. */
  name: string;
  /** What people call it; the first is the one that `--excel` writes. */
  ukrainian: readonly [string, ...string[]];
  required: boolean;
  cells: 'text' | 'date' | 'boolean' | 'edrpou';
  /** What a template shows, as the API has it. */
  example: string;
};

/** Columns that a report adds to the rows that it repeats: an import passes over them. */
export const REPORT_COLUMNS = ['line', 'rule', 'message'] as const;

/** Those that must be there, then the others. */
export function listColumns(columns: readonly Column[]): string {
  const names = (required: boolean) =>
    columns
      .filter((column) => column.required === required)
      .map(({ name, ukrainian }) => `${name} (${ukrainian[0]})`);
  const optional = names(false);
  return `${names(true).join(', ')}${optional.length === 0 ? '' : `; optional: ${optional.join(', ')}`}`;
}
