import type { Page, PageRequest } from '../paging.ts';
import { type Database, plannedStatement, statement } from './pool.ts';

/** Runs a list: the page, then the values of the filter from `$3` on. `text` is its SQL. */
export type PagedStatement<Row> = ((
  db: Database,
  request: PageRequest,
  values: unknown[],
) => Promise<Page<Row>>) & { text: string };

export type PagedParts = {
  columns: string;
  from: string;
  /** Numbers its values from `$3`. */
  where: string;
  /** Columns of the list; the last of them must be unique, or pages would overlap. None is ever null. */
  order: readonly string[];
  /** The order is turned round: what came last is on the first page. */
  newestFirst?: true;
  /** A further column over `page`, worked out for its rows alone and not for those that are counted or passed over. */
  ofPage?: string;
  /**
   * Plans anew for the values of each call, in place of one prepared plan for any values: half a millisecond, which a
   * list of a large table pays for being read by the index that suits a rare value.
   */
  planEachTime?: true;
};

/**
 * Lists that can be filtered: a statement of its own for each combination of filters, of which there are few, made when it
 * is first asked for. One statement for all would leave the planner no index.
 */
export function perFilters<Filter extends string, Row>(
  make: (filters: readonly Filter[]) => PagedStatement<Row>,
): (filters: readonly Filter[]) => PagedStatement<Row> {
  const lists = new Map<string, PagedStatement<Row>>();
  return (filters) => {
    const key = filters.join('+');
    const list = lists.get(key) ?? make(filters);
    lists.set(key, list);
    return list;
  };
}

type Totals = { total_entries: number; total_pages: number };

/**
 * SPEC 2, paging, as one statement: count and rows belong to one snapshot, and a page beyond the last is the last.
 * The filter stands in it apart from the count, so that the rows can come from an index in order; and twice, since a page
 * of the second half is read from the end, where the last costs what the first does. (A limit of 0 reads nothing.)
 */
export function pagedStatement<Row extends object>(name: string, parts: PagedParts): PagedStatement<Row> {
  const { columns, from, where, order, newestFirst, ofPage, planEachTime } = parts;
  const ascending = order.join(', ');
  const descending = order.map((column) => `${column} DESC`).join(', ');
  const [forwards, backwards] = newestFirst ? [descending, ascending] : [ascending, descending];
  const rows = `SELECT ${columns} FROM ${from} WHERE ${where}`;
  const text = `WITH entries AS (
       SELECT count(*)::int AS total_entries FROM ${from} WHERE ${where}
     ), totals AS (
       SELECT total_entries, greatest(1, ceil(total_entries / $2::numeric))::int AS total_pages FROM entries
     ), place AS (
       SELECT *, (least($1::bigint, total_pages) - 1) * $2::int AS before,
              total_entries - least($1::bigint, total_pages) * $2::int AS behind FROM totals
     )
     SELECT total_entries, total_pages, page.*${ofPage === undefined ? '' : `, ${ofPage}`}
       FROM place LEFT JOIN LATERAL (
              (${rows} ORDER BY ${forwards}
                LIMIT CASE WHEN before <= behind THEN $2::int ELSE 0 END OFFSET before)
              UNION ALL
              (${rows} ORDER BY ${backwards}
                LIMIT CASE WHEN before > behind THEN $2::int + least(behind, 0) ELSE 0 END OFFSET greatest(behind, 0))
            ) AS page ON true
      ORDER BY ${forwards}`;
  const list = planEachTime
    ? plannedStatement<Row & Totals>(name, text)
    : statement<Row & Totals>(name, text);
  const run = async (
    db: Database,
    { page, pageSize }: PageRequest,
    values: unknown[],
  ): Promise<Page<Row>> => {
    const found = await list(db, [page, pageSize, ...values]);
    const { total_entries, total_pages } = found[0] as Totals;
    return {
      // An empty list is one row of totals, without an entry beside it.
      rows: total_entries === 0 ? [] : found.map(withoutTotals),
      paging: {
        page_number: Math.min(page, total_pages),
        page_size: pageSize,
        total_entries,
        total_pages,
      },
    };
  };
  return Object.assign(run, { text });
}

function withoutTotals<Row extends object>({ total_entries, total_pages, ...row }: Row & Totals): Row {
  return row as unknown as Row;
}
