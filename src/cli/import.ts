import type { Command } from 'commander';
import { listColumns } from '../import/csv/header.ts';
import type { ImportKind } from '../import/kind.ts';
import { createProgress } from '../import/progress.ts';
import { type ImportResult, importFile } from '../import/run.ts';
import { isSameFile } from '../platform/files/target.ts';
import { outcomeCommand } from './command.ts';
import { interruptible } from './interruption.ts';
import { type Outcome, UsageError } from './outcome.ts';
import { unguardedError } from './terminal.ts';
import { readDatabase, withDatabase } from './with-database.ts';

type ImportFlags = { json?: true; dryRun?: boolean; again?: boolean; report?: string };

/** `import <file.csv>` of any kind of things; progress goes to standard error. */
export function importCommand<Row extends { id: string }>(kind: ImportKind<Row>, plural: string): Command {
  return outcomeCommand<ImportFlags>(
    'import',
    `import ${plural} from a CSV file; goes on where it was interrupted`,
    (flags, file) => importAction(kind, file as string, flags),
  )
    .argument('<file>', 'CSV in UTF-8, with commas or semicolons')
    .option('--dry-run', 'check everything, write nothing but the report')
    .option(
      '--report <file>',
      'where the refused rows go (default: <file>.report.csv; of a dry run <file>.dry-run.csv)',
    )
    .option(
      '--again',
      'begin at the first row, although the file has been imported; what is there is left alone',
    )
    .addHelpText(
      'after',
      `\nThe first line names the columns, in any order: ${listColumns(kind.columns)}.
Exit codes: 0 every row is imported, 1 rows were refused or the import failed or was stopped, 2 called wrongly.
See docs/how-to/bulk-import.md.`,
    );
}

async function importAction<Row extends { id: string }>(
  kind: ImportKind<Row>,
  file: string,
  { dryRun = false, again = false, report }: ImportFlags,
): Promise<Outcome> {
  const reportPath = report ?? `${file}.${dryRun ? 'dry-run' : 'report'}.csv`;
  if (await isSameFile(reportPath, file)) throw new UsageError('--report must be another file');
  const startedAt = performance.now();
  const open = dryRun ? readDatabase : withDatabase;
  const result = await interruptible((signal) =>
    open(`${kind.resource} import`, ({ pool, clock, config, stamp }) =>
      importFile(kind, {
        pool,
        clock,
        requestId: stamp.requestId,
        parameterFallbacks: config.parameterFallbacks,
        filePath: file,
        reportPath,
        dryRun,
        again,
        progress: createProgress(unguardedError),
        signal,
      }),
    ),
  );
  return describe(result, file, reportPath, (performance.now() - startedAt) / 1000);
}

function describe(result: ImportResult, file: string, reportPath: string, seconds: number): Outcome {
  const { state, imported, refused, alreadyPresent, resumedAtLine } = result;
  const total = imported + refused;
  const isWhole = state !== 'stopped';
  return {
    text: [...headline(result, file), ...reportLines(result, reportPath)].join('\n'),
    json: {
      state,
      total,
      imported,
      refused,
      already_present: alreadyPresent,
      resumed_at_line: resumedAtLine,
      report: reportPath,
      sha256: result.sha256,
      seconds: Math.round(seconds * 1000) / 1000,
    },
    exitCode: isWhole && refused === 0 ? 0 : 1,
  };
}

function headline(
  { state, imported, refused, alreadyPresent, resumedAtLine, line }: ImportResult,
  file: string,
): string[] {
  const rows = `${imported} of ${imported + refused} rows`;
  const resumed =
    resumedAtLine === null
      ? []
      : [`Went on at line ${resumedAtLine}, where the import had been interrupted.`];
  const counts =
    refused === 0
      ? ''
      : `, ${refused} refused${alreadyPresent === 0 ? '' : ` (${alreadyPresent} of them already present)`}`;
  const sentences: Record<ImportResult['state'], string> = {
    imported: `${file}: ${rows} imported${counts}.`,
    dry_run: `${file}: ${rows} would be imported${counts}. Nothing was written.`,
    already_imported: `${file} has been imported before: ${rows} imported${counts}. Nothing was changed; --again starts over.`,
    stopped: `${file}: stopped before line ${line}, ${rows} imported${counts}. The same command goes on from there.`,
  };
  return [...resumed, sentences[state]];
}

function reportLines({ state, refused, isReportWhole }: ImportResult, reportPath: string): string[] {
  if (refused === 0) return [];
  const gap = isReportWhole ? '' : ' (only those of this run: the report of the earlier part was not there)';
  return [
    state === 'already_imported' ? `Refused rows were reported then.` : `Refused rows: ${reportPath}${gap}`,
  ];
}
