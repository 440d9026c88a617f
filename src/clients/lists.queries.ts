import { type PagedStatement, pagedStatement } from '../platform/database/paged.ts';
import { type Statement, statement } from '../platform/database/pool.ts';

export type ListParts = {
  columns: string;
  from: string;
  /** Numbers its values from `$3`. */
  where: string;
  /** The column of ids, with the name of its table. */
  id: string;
};

/**
 * One list in its two orders: for methods in pages by number (SPEC 2), oldest first; for commands in pages that follow each
 * other by id, from the largest down, which costs the same on any page of any table, and shows what was made last first.
 * `behind` takes as $1 the id after which the page begins, or null, and as $2 how many rows. Pages are planned for their
 * values: a filter that is not asked for leaves the statement, and one that is finds its index.
 */
export function listOf<Row extends { id: string }>(
  name: string,
  { columns, from, where, id }: ListParts,
): { pages: PagedStatement<Row>; behind: Statement<Row> } {
  const order = ['inserted_at', 'id'];
  return {
    pages: pagedStatement<Row>(`${name}.pages`, { columns, from, where, order, planEachTime: true }),
    behind: statement<Row>(
      `${name}.behind`,
      `SELECT ${columns} FROM ${from} WHERE ${where} AND ($1::uuid IS NULL OR ${id} < $1) ORDER BY ${id} DESC LIMIT $2`,
    ),
  };
}

/** Rows of which at least one of the asked facts holds; all, when none is asked for. @param facts a condition by parameter */
export function anyOf(facts: Readonly<Record<string, string>>): string {
  const asked = Object.entries(facts);
  return `(NOT (${asked.map(([parameter]) => parameter).join(' OR ')})
       OR ${asked.map(([parameter, fact]) => `${parameter} AND ${fact}`).join(' OR ')})`;
}
