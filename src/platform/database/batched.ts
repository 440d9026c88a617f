import { coalescePerPool } from './coalesce.ts';
import { type Database, statement } from './pool.ts';

/** Answers one question with its rows; questions of requests that arrive together are one round trip. */
export type BatchedStatement<Question, Row> = ((db: Database, question: Question) => Promise<Row[]>) & {
  text: string;
};

/**
 * A statement that many requests share (ADR 0041). Its text reads the questions from the relation `asked`: a row each,
 * with the given columns and `place`, the number of the question. Every row that it returns says as `place` whose it is.
 * @param columns of `asked`, with their types in PostgreSQL; none of them is called `place`
 * @param text the SQL, given the relation `asked` for its FROM
 */
export function batchedStatement<Question extends object, Row extends object>(
  name: string,
  columns: Readonly<Record<keyof Question & string, string>>,
  text: (asked: string) => string,
): BatchedStatement<Question, Row> {
  const names = Object.keys(columns) as (keyof Question & string)[];
  const arrays = names.map((column, at) => `$${at + 1}::${columns[column]}[]`);
  const asked = `unnest(${arrays.join(', ')}) WITH ORDINALITY AS asked (${names.join(', ')}, place)`;
  const run = statement<Row & { place: number }>(name, text(asked));
  const ask = coalescePerPool(name, async (db, questions: Question[]) => {
    const answers = questions.map((): Row[] => []);
    const values = names.map((column) => questions.map((question) => question[column]));
    for (const { place, ...row } of await run(db, values)) {
      const answer = answers[place - 1];
      if (answer === undefined) throw new Error(`${name} answers a question that was not asked`);
      answer.push(row as unknown as Row);
    }
    return answers;
  });
  return Object.assign(ask, { text: run.text });
}
