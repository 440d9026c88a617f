import { visible } from '../platform/visible.ts';

/** A column of a table on a terminal. */
export type Column<Row> = { title: string; of(row: Row): string };

/** Between two columns. */
const GAP = '  ';

/**
 * Rows as lines with aligned columns, below a line of titles. What a row says stays on its line: a name that holds a line
 * break would look like a row of its own.
 */
export function tableLines<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ of }) => visible(of(row)))),
  ];
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((cells) => widthOf(cells[index] as string))),
  );
  return lines.map((cells) =>
    cells
      .map((cell, index) => cell + ' '.repeat((widths[index] as number) - widthOf(cell)))
      .join(GAP)
      .trimEnd(),
  );
}

/** Rows as a table, or that there are none. @param plural what they are called */
export function tableText<Row>(
  plural: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): string {
  return rows.length === 0 ? `No ${plural}.` : tableLines(columns, rows).join('\n');
}

/** A timestamp as a person reads it off and searches a log for. */
export const toTheSecond = (timestamp: string) => `${timestamp.slice(0, 19).replace('T', ' ')}Z`;

const widthOf = (text: string) => [...text].length;
