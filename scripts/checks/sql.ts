import { readSources, type SourceFile } from './files.ts';

/** Where queries are looked for; tests ask the database what they like, and the room of SQL machinery has its own. */
const MAY_HOLD_SQL = /\.queries\.ts$|\.test\.ts$|^src\/platform\/database\//;

/** String and template literals, in the group; comments, so that an apostrophe in them begins no literal. */
const LITERAL = /\/\/[^\n]*|\/\*.*?\*\/|('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)/gs;

/** What reads or writes tables. Transactions, locks and settings are control, and stand where they take effect. */
const SQL =
  /\bSELECT\b.*\bFROM\b|\bINSERT INTO\b|\bUPDATE\b[^;]*\bSET\b|\bDELETE FROM\b|\bWITH\b.*\bAS (NOT )?(MATERIALIZED )?\(/s;

/** SQL is in the `*.queries.ts` of its room, under a name, and nowhere else. */
export async function sqlProblems(): Promise<string[]> {
  const sources = await readSources('src');
  return sources
    .filter(({ name }) => name.endsWith('.ts') && !MAY_HOLD_SQL.test(name))
    .flatMap((file) =>
      linesWithSql(file).map((line) => `${file.name}:${line}: SQL belongs in a *.queries.ts`),
    );
}

function linesWithSql({ text }: SourceFile): number[] {
  return [...text.matchAll(LITERAL)]
    .filter(([, literal]) => literal !== undefined && SQL.test(literal))
    .map(({ index }) => text.slice(0, index).split('\n').length);
}
