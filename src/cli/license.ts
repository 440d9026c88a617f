import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { exportLicenses } from '../import/export.ts';
import { licenseImport } from '../import/license/kind.ts';
import { writeOutputFile } from '../platform/files/output-file.ts';
import { requireUuid } from './arguments.ts';
import { commandGroup } from './command.ts';
import { importCommand } from './import.ts';
import { interruptible } from './interruption.ts';
import { printFailure, printOutcome, UsageError } from './outcome.ts';
import { readDatabase } from './with-database.ts';

type ExportFlags = { json?: true; output?: string; legalEntity?: string };

/** `esoz license import` and `esoz license export`. */
export function licenseCommand(): Command {
  // Not an outcomeCommand: without --output, standard output is the file itself.
  const exporting = new Command('export')
    .description('write all active licences as CSV, as import takes them')
    .option('--json', 'print one JSON document on standard output; needs --output')
    .option(
      '--output <file>',
      'write this file instead of standard output; one that is there keeps its mode and owner',
    )
    .option('--legal-entity <id>', 'only the licences of this legal entity')
    .action(exportAction);
  return commandGroup('license', 'licences in bulk', [importCommand(licenseImport, 'licences'), exporting]);
}

async function exportAction({ json, output, legalEntity }: ExportFlags): Promise<void> {
  try {
    if (json && output === undefined)
      throw new UsageError('--json needs --output: standard output is the CSV');
    const legalEntityId = legalEntity === undefined ? undefined : requireUuid('--legal-entity', legalEntity);
    let count = 0;
    await readDatabase('license export', async ({ pool }) => {
      const lines = exportLicenses(pool, legalEntityId, (rows) => {
        count += rows;
      });
      if (output === undefined) await writeToStandardOutput(lines);
      else await interruptible((signal) => writeOutputFile(output, lines, signal));
    });
    if (output === undefined) process.exitCode = 0;
    else
      printOutcome(
        { text: `${output}: ${count} licences.`, json: { exported: count, output } },
        json === true,
      );
  } catch (error) {
    printFailure(error, json === true);
  }
}

/** A reader such as `head` may have enough before the end. */
async function writeToStandardOutput(lines: AsyncGenerator<string>): Promise<void> {
  try {
    await pipeline(Readable.from(lines), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}
