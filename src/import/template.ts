import { headerLine, rowLine, type TableForm } from '#spreadsheet';
import type { Column } from './columns.ts';

/** Header and an example. */
export function templateOf(columns: readonly Column[], form: TableForm): string {
  const example = Object.fromEntries(
    columns.map(({ name, cells, example }) => [name, cells === 'boolean' ? example === 'true' : example]),
  );
  return headerLine(columns, form) + rowLine(columns, example, form);
}
