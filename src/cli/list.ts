import type { Command } from 'commander';
import type { Statement } from '../platform/database/pool.ts';
import { requireNumber, requireUuid } from './arguments.ts';
import { outcomeCommand } from './command.ts';
import type { Outcome } from './outcome.ts';
import { type Column, tableText } from './table.ts';
import { readDatabase } from './with-database.ts';

/** Values as given on the command line; of a flag without a value, whether it was given. */
export type ListOptions = Record<string, string | true | undefined>;

/** One kind of things that has a `list` command. */
export type ListKind<Row extends { id: string }> = {
  /** The whole command, such as `token list`. */
  command: string;
  description: string;
  /** What the rows are called, for people and as the key of the JSON document. */
  plural: string;
  key: string;
  filters: readonly (readonly [flags: string, description: string])[];
  /** $3 and on of the statement; $1 and $2 are the page. */
  values(options: ListOptions, now: Date): unknown[];
  find: Statement<Row>;
  columns: readonly Column<Row>[];
};

const DEFAULT_LIMIT = '50';
/** Rows stay in memory, and a terminal shows no more with sense. */
const MAX_LIMIT = 1_000;

/** A command that shows things page by page; it changes nothing, the schema neither. */
export function listCommand<Row extends { id: string }>(kind: ListKind<Row>): Command {
  const command = outcomeCommand<ListOptions & { json?: true }>('list', kind.description, (options) =>
    list(kind, options),
  );
  for (const [flags, description] of kind.filters) command.option(flags, description);
  return command
    .option('--limit <number>', `how many, at most ${MAX_LIMIT}`, DEFAULT_LIMIT)
    .option('--after <id>', 'the page behind this one');
}

async function list<Row extends { id: string }>(kind: ListKind<Row>, options: ListOptions): Promise<Outcome> {
  const limit = requireNumber('--limit', options.limit as string, 1, MAX_LIMIT);
  const after = optionalUuid('--after', options.after);
  kind.values(options, new Date()); // mistakes are told without a database
  const found = await readDatabase(kind.command, ({ pool, clock }) =>
    kind.find(pool, [after, limit + 1, ...kind.values(options, clock.now())]),
  );
  const rows = found.slice(0, limit);
  const next = found.length > limit ? (rows.at(-1) as Row).id : null;
  return {
    text: asText(kind, rows, next),
    json: { [kind.key]: rows, next },
  };
}

function asText<Row extends { id: string }>(kind: ListKind<Row>, rows: Row[], next: string | null): string {
  const more = next === null ? [] : ['', `There are more: add --after ${next}`];
  return [tableText(kind.plural, kind.columns, rows), ...more].join('\n');
}

/** A filter that may be left out. @throws UsageError unless it is absent or a uuid */
export function optionalUuid(name: string, value: string | true | undefined): string | null {
  return value === undefined ? null : requireUuid(name, value as string);
}
