import { nearestName } from '../../platform/nearest-name.ts';
import { type Column, REPORT_COLUMNS } from '../columns.ts';

/** Which column each field of a record belongs to; undefined: none, but of a report. */
export type MatchedColumns = { columns: (Column | undefined)[]; mistakes: string[] };

/** What a header's names stand for, in whatever order, case and language. */
export function matchColumns(names: readonly string[], known: readonly Column[]): MatchedColumns {
  const byName = new Map(
    known.flatMap((column) => [column.name, ...column.ukrainian].map((name) => [comparable(name), column])),
  );
  const columns = names.map((name) => byName.get(comparable(name)));
  const unknown = names.filter((name, at) => columns[at] === undefined && !isReported(name));
  const missing = known.filter((column) => column.required && !columns.includes(column));
  const doubled = known.filter((column) => columns.filter((each) => each === column).length > 1);
  return {
    columns,
    mistakes: [
      ...list(
        'unknown',
        unknown.slice(0, MOST_LISTED).map((name) => describeUnknown(name, known)),
      ),
      ...list(
        'missing',
        missing.map(({ name }) => JSON.stringify(name)),
      ),
      ...list(
        'named twice',
        doubled.map(({ name }) => JSON.stringify(name)),
      ),
    ],
  };
}

const MOST_LISTED = 20;
const LONGEST_SHOWN = 64;

const list = (title: string, found: readonly string[]) =>
  found.length === 0 ? [] : [`${title} ${found.join(', ')}`];

/** Case, blanks and punctuation make no other name: `Issued by`, `ISSUED_BY`, "Дата  видачі:". */
function comparable(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const REPORTED: readonly string[] = REPORT_COLUMNS;
/** Of a report that was mended and is imported. */
export const isReported = (name: string) => REPORTED.includes(comparable(name));

function describeUnknown(name: string, known: readonly Column[]): string {
  const nearest = nearestName(
    name.trim(),
    known.flatMap((column) => [column.name, ...column.ukrainian]),
  );
  const shown = JSON.stringify(name.slice(0, LONGEST_SHOWN));
  return nearest === undefined ? shown : `${shown} (nearest: ${JSON.stringify(nearest)})`;
}
