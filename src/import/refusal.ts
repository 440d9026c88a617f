import { readExactText } from '#spreadsheet';
import type { InvalidEntry } from '../platform/errors/error-definition.ts';
import { describeInvalid, inWords } from '../platform/errors/in-words.ts';
import { type Rule, refusalOf } from '../platform/errors/rules.ts';
import { hintForCell } from './cells.ts';
import type { Column } from './columns.ts';
import type { CsvProblem, CsvRecord } from './csv/reader.ts';
import type { Candidate, Refusal } from './kind.ts';
import { CSV_IN_UKRAINIAN, entryInUkrainian, fieldCountInUkrainian, ruleInUkrainian } from './ukrainian.ts';

const CSV_MESSAGES: Record<CsvProblem, string> = {
  csv_quote: 'a quote inside a field that is not quoted, or text behind the closing quote',
  csv_bare_cr: 'a carriage return without a line feed outside quotes',
  csv_unclosed_quote:
    'a quote is opened and never closed: everything up to the end of the file was read as this field',
  csv_too_long: 'the record is too long',
  csv_not_utf8: 'the record is not UTF-8',
  csv_not_text: 'the record is not of the encoding of the file',
};

type Columns = readonly (Column | undefined)[];

/** A record that is not a record of this file. */
export function refuseRecord({ line, fields }: CsvRecord, problem: CsvProblem): Refusal {
  return {
    line,
    fields,
    rule: problem,
    message: CSV_MESSAGES[problem],
    ukrainian: CSV_IN_UKRAINIAN[problem],
  };
}

export function refuseFieldCount({ line, fields }: CsvRecord, expected: number): Refusal {
  return {
    line,
    fields,
    rule: 'csv_columns',
    message: `expected ${expected} fields but found ${fields.length}`,
    ukrainian: fieldCountInUkrainian(expected, fields.length),
  };
}

/** A cell that shows that a spreadsheet has lost its value. */
export function refuseSpreadsheetMark({ line, fields }: CsvRecord, column: Column, at: number): Refusal {
  const field = fields[at] as string;
  return {
    line,
    fields,
    rule: 'spreadsheet_value',
    message: `$.${column.name}: "${field}" is what a spreadsheet shows in the place of a value`,
    ukrainian: `${column.ukrainian[0]}: «${field}» – ${ruleInUkrainian('spreadsheet_value')}`,
  };
}

/** A record with values that the schema does not allow: all of them, with the API's descriptions and what to write. */
export function refuseBySchema(
  { line, fields }: CsvRecord,
  columns: Columns,
  invalid: readonly InvalidEntry[],
): Refusal {
  return {
    line,
    fields,
    rule: 'schema',
    message: describeInvalid(invalid),
    ukrainian: invalid.map((entry) => explainEntry(entry, fields, columns)).join('; '),
  };
}

/** A record that breaks a rule: the literal text of the API's answer. */
export function refuseByRule<Row, Facts>(
  { line, fields }: Candidate<Row>,
  rule: Rule<Facts>,
  facts: Facts,
): Refusal {
  const message = inWords(refusalOf(rule, facts));
  return { line, fields, rule: rule.id, message, ukrainian: ruleInUkrainian(rule.id) };
}

function explainEntry(entry: InvalidEntry, fields: readonly string[], columns: Columns): string {
  const at = columns.findIndex((column) => `$.${column?.name}` === entry.entry);
  const column = columns[at];
  if (column === undefined) return entryInUkrainian(entry);
  const text = readExactText(fields[at] as string);
  const hint = text === '' ? undefined : hintForCell(text, column);
  return `${column.ukrainian[0]}: ${hint ?? entryInUkrainian(entry)}`;
}
