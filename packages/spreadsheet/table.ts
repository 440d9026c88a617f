import { type CsvForm, csvField, csvLine, PLAIN_FORM } from './line.ts';

/** A column: its name for programs and for people, of whom the first name is shown, and what is in its cells. */
export type TableColumn = {
  name: string;
  ukrainian: readonly [string, ...string[]];
  cells: 'text' | 'date' | 'boolean' | 'edrpou';
};

/** How a table is written: for programs, or so that a Ukrainian spreadsheet opens it by a double click. */
export type TableForm = CsvForm & {
  begin: string;
  nameOf(column: TableColumn): string;
  boolean: (value: boolean) => string;
};

export const PLAIN_TABLE: TableForm = {
  ...PLAIN_FORM,
  begin: '',
  nameOf: ({ name }) => name,
  boolean: String,
};

/**
 * Dates stay as they are: Excel takes them for dates, and LibreOffice Calc, which would show `28.02.2024` without its
 * century and save it so, shows and saves these unchanged. `так` is a word in both, whatever the language of the program.
 */
export const SPREADSHEET_TABLE: TableForm = {
  delimiter: ';',
  forSpreadsheet: true,
  begin: '\uFEFF',
  nameOf: ({ ukrainian }) => ukrainian[0],
  boolean: (value) => (value ? 'так' : 'ні'),
};

export function headerLine(columns: readonly TableColumn[], form: TableForm): string {
  return form.begin + csvLine(columns.map(form.nameOf), form);
}

/** A row. Dates and booleans are meant to be taken for what they are. */
export function rowLine(
  columns: readonly TableColumn[],
  row: Readonly<Record<string, string | boolean | null>>,
  { delimiter, forSpreadsheet, boolean }: TableForm,
): string {
  const fields = columns.map(({ name, cells }) => {
    const value = row[name] ?? null;
    const isText = cells === 'text' || cells === 'edrpou';
    const text = typeof value === 'boolean' ? boolean(value) : value;
    return csvField(text, forSpreadsheet && isText);
  });
  return `${fields.join(delimiter)}\r\n`;
}
