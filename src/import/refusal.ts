import type { ApiError, InvalidEntry } from '../platform/errors/error-definition.ts';
import { httpErrors } from '../platform/errors/http-errors.ts';
import { type Rule, refusalOf } from '../platform/errors/rules.ts';
import type { CsvProblem } from './csv/reader.ts';
import type { Refusal } from './kind.ts';

const CSV_MESSAGES: Record<CsvProblem, string> = {
  csv_quote: 'a quote inside a field that is not quoted, or text behind the closing quote',
  csv_bare_cr: 'a carriage return without a line feed outside quotes',
  csv_unclosed_quote:
    'a quote is opened and never closed: everything up to the end of the file was read as this field',
  csv_too_long: 'the record is too long',
  csv_not_utf8: 'the record is not UTF-8',
};

/** A record that is not a record of this file. */
export function refuseRecord(line: number, problem: CsvProblem): Refusal {
  return { line, rule: problem, message: CSV_MESSAGES[problem] };
}

export function refuseFieldCount(line: number, expected: number, actual: number): Refusal {
  return { line, rule: 'csv_columns', message: `expected ${expected} fields but found ${actual}` };
}

/** A record with values that the schema does not allow: all of them, with the API's descriptions. */
export function refuseBySchema(line: number, invalid: readonly InvalidEntry[]): Refusal {
  return { line, rule: 'schema', message: describeInvalid(invalid) };
}

/** A record that breaks a rule: the literal text of the API's answer. */
export function refuseByRule<Facts>(line: number, rule: Rule<Facts>, facts: Facts): Refusal {
  return { line, rule: rule.id, message: literalText(refusalOf(rule, facts)) };
}

function literalText(error: ApiError): string {
  // The text of a schema error says only that there is one.
  return error.definition === httpErrors.schemaInvalid ? describeInvalid(error.invalid ?? []) : error.message;
}

function describeInvalid(invalid: readonly InvalidEntry[]): string {
  return invalid
    .map(
      ({ entry, rules = [] }) =>
        `${entry}: ${rules.map(({ rule, description }) => description ?? rule).join(', ')}`,
    )
    .join('; ');
}
