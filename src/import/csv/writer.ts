import { neutralizeFormula } from './formula.ts';

/** One line of a CSV file that spreadsheets can open safely: comma, CRLF, quotes where needed, null as nothing. */
export function csvLine(values: readonly (string | null)[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

function csvField(value: string | null): string {
  if (value === null) return '';
  const text = neutralizeFormula(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
