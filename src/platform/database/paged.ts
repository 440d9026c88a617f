import type { Page, PageRequest } from '../paging.ts';
import { type Database, statement } from './pool.ts';

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
  /** Names columns of the list; the last of them must be unique, or pages would overlap. */
  order: string;
  /**
   * Plans anew for the values of each call, in place of one prepared plan for any values: half a millisecond, which a
   * list of a large table pays for being read by the index that suits a rare value.
   */
  planEachTime?: true;
};

type Totals = { total_entries: number; total_pages: number };

/**
 * SPEC 2, paging, as one statement: count and rows belong to one snapshot, and a page beyond the last is the last.
 * The filter stands in it twice, so that the rows can come from an index in order while the count is made apart.
 */
export function pagedStatement<Row extends object>(name: string, parts: PagedParts): PagedStatement<Row> {
  const { columns, from, where, order, planEachTime } = parts;
  const text = `WITH entries AS (
       SELECT count(*)::int AS total_entries FROM ${from} WHERE ${where}
     ), totals AS (
       SELECT total_entries, greatest(1, ceil(total_entries / $2::numeric))::int AS total_pages FROM entries
     )
     SELECT totals.*, page.*
       FROM totals LEFT JOIN LATERAL (
              SELECT ${columns} FROM ${from} WHERE ${where} ORDER BY ${order}
               LIMIT $2 OFFSET (least($1::bigint, total_pages) - 1) * $2::int
            ) AS page ON true
      ORDER BY ${order}`;
  const prepared = statement<Row & Totals>(name, text);
  const planned = async (db: Database, values: unknown[]) =>
    (await db.query<Row & Totals>(text, values)).rows;
  const list = planEachTime ? planned : prepared;
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
