import type { ComponentChildren } from 'preact';

export type Column<Row> = {
  title: string;
  cell(row: Row): ComponentChildren;
  /** Digits and dates stay on one line. */
  isNarrow?: boolean;
};

type TableProps<Row> = {
  /** What it lists, for who does not see it. */
  name: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** What is said when there are none. */
  empty: ComponentChildren;
};

/** On a phone a row is a block whose cells say what they are; the roles keep it a table for a screen reader. */
export function Table<Row>({ name, columns, rows, keyOf, empty }: TableProps<Row>) {
  if (rows.length === 0) return <p class="quiet">{empty}</p>;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the styles of phones take the built-in ones away
    <table role="table" aria-label={name}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ title }) => (
            <th key={title} role="columnheader" scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map(({ title, cell, isNarrow }, at) => (
              <td
                key={title}
                role="cell"
                class={isNarrow ? 'narrow' : undefined}
                data-label={at === 0 ? undefined : title}
              >
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: as above
  );
}
