import type { InvalidEntry } from '../platform/errors/error-definition.ts';
import { compileValidator } from '../platform/json/validator.ts';

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

/** The columns of an update: `keys` find the row, and of the others a file has those that it wants changed. */
export function withKeys<Of extends Column>(columns: readonly Of[], keys: readonly Of['name'][]): Column[] {
  return columns.map((column) => ({ ...column, required: keys.includes(column.name) }));
}

/** Judges records by a schema that asks for nothing of columns that a file does not have. */
export function validatorFor(schema: { required: readonly string[] }) {
  return (columns: readonly string[]): ((value: object) => InvalidEntry[]) =>
    compileValidator({ ...schema, required: schema.required.filter((name) => columns.includes(name)) });
}

export const requiredNames = (columns: readonly Column[]): string =>
  columns
    .filter(({ required }) => required)
    .map(({ name }) => name)
    .join(' and ');

/** Those that must be there, then the others. */
export function listColumns(columns: readonly Column[]): string {
  const names = (required: boolean) =>
    columns
      .filter((column) => column.required === required)
      .map(({ name, ukrainian }) => `${name} (${ukrainian[0]})`);
  const optional = names(false);
  return `${names(true).join(', ')}${optional.length === 0 ? '' : `; optional: ${optional.join(', ')}`}`;
}
