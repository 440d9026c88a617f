import type { Change, ImportKind } from '../import/kind.ts';
import type { ImportResult } from '../import/run.ts';
import type { Outcome } from './outcome.ts';

/** What a dry run of an update has found to change. */
type Preview = { changes: readonly Change[]; leftOut: number };

/** An import that ended, whatever came of it. */
type EndedImport = {
  result: ImportResult;
  kind: Pick<ImportKind<{ id: string }>, 'mode'>;
  file: string;
  reportPath: string;
  seconds: number;
  preview: Preview | undefined;
};

/** What an import has to say in the end. */
export function describeImport(ended: EndedImport): Outcome {
  const { result, kind, reportPath, seconds, preview } = ended;
  const { state, imported, refused, alreadyPresent, resumedAtLine, sha256, encoding } = result;
  const isUpdate = kind.mode === 'update';
  return {
    text: [...previewLines(preview), ...headline(ended), ...reportLines(result, reportPath)].join('\n'),
    json: {
      state,
      mode: kind.mode,
      total: imported + refused,
      imported,
      refused,
      ...(isUpdate
        ? { changed: imported - alreadyPresent, unchanged: alreadyPresent }
        : { already_present: alreadyPresent }),
      resumed_at_line: resumedAtLine,
      report: reportPath,
      sha256,
      encoding,
      seconds: Math.round(seconds * 1000) / 1000,
      ...(isUpdate && preview ? { changes: preview.changes, changes_left_out: preview.leftOut } : {}),
    },
    exitCode: state !== 'stopped' && refused === 0 ? 0 : 1,
  };
}

function headline({ result, kind, file }: EndedImport): string[] {
  const { state, resumedAtLine, line } = result;
  const counts = kind.mode === 'update' ? updateCounts(result) : addCounts(result);
  const resumed =
    resumedAtLine === null
      ? []
      : [`Went on at line ${resumedAtLine}, where the import had been interrupted.`];
  const sentences: Record<ImportResult['state'], string> = {
    imported: `${file}: ${counts}.`,
    dry_run: `${file}: ${counts}. Nothing was written.`,
    already_imported: `${file} has been imported before: ${counts}. Nothing was changed; --again starts over.`,
    stopped: `${file}: stopped before line ${line}, ${counts}. The same command goes on from there.`,
  };
  return [...resumed, sentences[state]];
}

function addCounts({ state, imported, refused, alreadyPresent }: ImportResult): string {
  const rows = `${imported} of ${imported + refused} rows ${state === 'dry_run' ? 'would be ' : ''}imported`;
  if (refused === 0) return rows;
  return `${rows}, ${refused} refused${alreadyPresent === 0 ? '' : ` (${alreadyPresent} of them already present)`}`;
}

function updateCounts({ state, imported, refused, alreadyPresent }: ImportResult): string {
  const rows = `${imported - alreadyPresent} of ${imported + refused} rows ${state === 'dry_run' ? 'would be ' : ''}changed`;
  return `${rows}, ${alreadyPresent} are so already${refused === 0 ? '' : `, ${refused} refused`}`;
}

function reportLines({ state, refused, isReportWhole }: ImportResult, reportPath: string): string[] {
  if (refused === 0) return [];
  const gap = isReportWhole ? '' : ' (only those of this run: the report of the earlier part was not there)';
  return [
    state === 'already_imported' ? `Refused rows were reported then.` : `Refused rows: ${reportPath}${gap}`,
  ];
}

/** As many rows as people look through; `--json` has more. */
const MOST_SHOWN = 100;
const LONGEST_SHOWN = 60;

/** `line 2, 4d2a…` and, below it, each column with its old and new value. */
function previewLines(preview: Preview | undefined): string[] {
  if (preview === undefined || preview.changes.length === 0) return [];
  const { changes, leftOut } = preview;
  const widest = Math.max(
    ...changes.flatMap(({ columns }) => Object.keys(columns)).map((name) => name.length),
  );
  const shown = changes
    .slice(0, MOST_SHOWN)
    .flatMap(({ line, id, columns }) => [
      `line ${line}, ${id}`,
      ...Object.entries(columns).map(
        ([name, { old, new: value }]) => `  ${name.padEnd(widest)}  ${show(old)} → ${show(value)}`,
      ),
    ]);
  const more = changes.length + leftOut - MOST_SHOWN;
  return [...shown, ...(more > 0 ? [`… and ${more} more rows; --json shows up to 10000.`] : []), ''];
}

function show(value: string | boolean | null): string {
  if (value === null) return '(empty)';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1)}…`;
}
