import { type Command, Option } from 'commander';
import { listColumns, requiredNames } from '../import/columns.ts';
import { ENCODING_NAMES } from '../import/csv/encodings.ts';
import type { CsvLayout } from '../import/csv/header.ts';
import type { AskedEncoding } from '../import/csv/recognize.ts';
import type { Change, ImportKind } from '../import/kind.ts';
import { createProgress } from '../import/progress.ts';
import { importFile } from '../import/run.ts';
import { isSameFile } from '../platform/files/target.ts';
import { outcomeCommand } from './command.ts';
import { describeImport } from './import-outcome.ts';
import { interruptible } from './interruption.ts';
import { type Outcome, UsageError } from './outcome.ts';
import { unguardedError } from './terminal.ts';
import { readDatabase, withDatabase } from './with-database.ts';

type ImportFlags = {
  json?: true;
  mode: 'add' | 'update';
  dryRun?: boolean;
  again?: boolean;
  report?: string;
  encoding?: string;
};

/** A kind of things, added or updated. */
type ImportKinds<Row extends { id: string }> = { add: ImportKind<Row>; update: ImportKind<Row> };

/** `import <file.csv>` of any kind of things; progress goes to standard error. */
export function importCommand<Row extends { id: string }>(kinds: ImportKinds<Row>, plural: string): Command {
  return outcomeCommand<ImportFlags>(
    'import',
    `import ${plural} from a CSV file; goes on where it was interrupted`,
    (flags, file) => importAction(kinds[flags.mode], file as string, flags),
  )
    .argument('<file>', 'a table saved as CSV: from a spreadsheet, an export, a mended report')
    .addOption(
      new Option('--mode <mode>', 'add what is not there, or update what is there; an update adds nothing')
        .choices(['add', 'update'])
        .default('add'),
    )
    .option('--dry-run', 'check everything, write nothing but the report; show what an update would change')
    .option(
      '--encoding <name>',
      `of the file: utf-8, utf-16 or windows-1251 (default: recognised, and said where it is not utf-8)`,
    )
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
      `\nThe first line names the columns, in any order, in English or Ukrainian:
${listColumns(kinds.add.columns)}.
An update needs ${requiredNames(kinds.update.columns)} alone; what the file has no column for stays.
Exit codes: 0 every row is imported, 1 rows were refused or the import failed or was stopped, 2 called wrongly.
See docs/how-to/bulk-import.md.`,
    );
}

async function importAction<Row extends { id: string }>(
  kind: ImportKind<Row>,
  file: string,
  { dryRun = false, again = false, report, encoding: named }: ImportFlags,
): Promise<Outcome> {
  const reportPath = report ?? `${file}.${dryRun ? 'dry-run' : 'report'}.csv`;
  if (await isSameFile(reportPath, file)) throw new UsageError('--report must be another file');
  const encoding = named === undefined ? undefined : requireEncoding(named);
  const changes = dryRun ? createPreview() : undefined;
  const startedAt = performance.now();
  const open = dryRun ? readDatabase : withDatabase;
  const result = await interruptible((signal) =>
    open(`${kind.resource} import`, ({ pool, clock, config, stamp }) => {
      if (config.DATABASE_POOLER !== 'none') throw new SessionNeededError();
      return importFile(kind, {
        pool,
        clock,
        requestId: stamp.requestId,
        parameterFallbacks: config.parameterFallbacks,
        filePath: file,
        reportPath,
        dryRun,
        again,
        encoding,
        progress: createProgress(unguardedError),
        onLayout: (layout) => sayEncoding(file, layout, encoding),
        onChanges: changes?.add,
        signal,
      });
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  return describeImport({ result, kind, file, reportPath, seconds, preview: changes?.preview });
}

/** An import keeps its lock, and a dry run its tables, from one transaction to the next. */
class SessionNeededError extends Error {
  readonly hint = 'Run it with DATABASE_URL naming PostgreSQL itself, and without DATABASE_POOLER.';
  constructor() {
    super('An import needs sessions, which a pooler in transaction mode does not give.');
  }
}

const ENCODINGS: Readonly<Record<string, AskedEncoding>> = {
  ...Object.fromEntries(ENCODING_NAMES.map((name) => [name, name])),
  utf8: 'utf-8',
  'utf-16': 'utf-16',
  utf16: 'utf-16',
  cp1251: 'windows-1251',
  win1251: 'windows-1251',
};

function requireEncoding(name: string): AskedEncoding {
  const encoding = ENCODINGS[name.toLowerCase()];
  if (encoding === undefined) throw new UsageError('--encoding must be utf-8, utf-16 or windows-1251');
  return encoding;
}

/** What was recognised may be wrong: whoever sees strange names in the registry should not have to guess why. */
function sayEncoding(file: string, { encoding }: CsvLayout, asked: AskedEncoding | undefined): void {
  if (asked === undefined && encoding.name !== 'utf-8')
    process.stderr.write(`esoz: ${file} is read as ${encoding.name}; --encoding says otherwise.\n`);
}

/** More are counted, and not kept: the file may be of any size. */
const MOST_PREVIEWED = 10_000;

function createPreview() {
  const preview = { changes: [] as Change[], leftOut: 0 };
  return {
    preview,
    add(changes: readonly Change[]) {
      const kept = changes.slice(0, MOST_PREVIEWED - preview.changes.length);
      preview.changes.push(...kept);
      preview.leftOut += changes.length - kept.length;
    },
  };
}
