import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { PLAIN_TABLE, SPREADSHEET_TABLE, type TableForm } from '#spreadsheet';
import { type ExportedTable, exportTable } from '../import/export.ts';
import { writeOutputFile } from '../platform/files/output-file.ts';
import { interruptible } from './interruption.ts';
import { printFailure, printOutcome, UsageError } from './outcome.ts';
import { readDatabase } from './with-database.ts';

export type TableFlags = { json?: true; output?: string; excel?: true };

const EXCEL_OPTION = [
  '--excel',
  'as a Ukrainian spreadsheet opens it by a double click: semicolons, byte order mark, Ukrainian words',
] as const;

/**
 * `export` of a table. Not an outcomeCommand: without --output, standard output is the file itself.
 * @param tableOf what the flags ask for
 */
export function exportCommand<Flags extends TableFlags>(
  name: string,
  plural: string,
  tableOf: (flags: Flags) => ExportedTable,
): Command {
  return tableCommand(
    new Command('export').description(`write ${plural} as CSV, as import takes them`),
    async (flags: Flags, form, write) => {
      const table = tableOf(flags);
      let count = 0;
      await readDatabase(`${name} export`, ({ pool }) =>
        write(
          exportTable(pool, table, form, (rows) => {
            count += rows;
          }),
        ),
      );
      return { text: `${flags.output}: ${count} rows.`, json: { exported: count, output: flags.output } };
    },
  );
}

type Write = (lines: AsyncIterable<string>) => Promise<void>;

/** A command that writes a table to standard output, or to `--output`. */
export function tableCommand<Flags extends TableFlags>(
  command: Command,
  run: (flags: Flags, form: TableForm, write: Write) => Promise<{ text: string; json: object }>,
): Command {
  return command
    .option('--json', 'print one JSON document on standard output; needs --output')
    .option(
      '--output <file>',
      'write this file instead of standard output; one that is there keeps its mode and owner',
    )
    .option(...EXCEL_OPTION)
    .action(async (flags: Flags) => {
      const { json, output, excel } = flags;
      try {
        if (json && output === undefined)
          throw new UsageError('--json needs --output: standard output is the CSV');
        const outcome = await run(flags, excel ? SPREADSHEET_TABLE : PLAIN_TABLE, (lines) =>
          output === undefined
            ? writeToStandardOutput(lines)
            : interruptible((signal) => writeOutputFile(output, lines, signal)),
        );
        if (output === undefined) process.exitCode = 0;
        else printOutcome(outcome, json === true);
      } catch (error) {
        printFailure(error, json === true);
      }
    });
}

/** A reader such as `head` may have enough before the end. */
async function writeToStandardOutput(lines: Parameters<Write>[0]): Promise<void> {
  try {
    await pipeline(Readable.from(lines), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}
