import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { PLAIN_TABLE, readExactText, type TableForm } from '#spreadsheet';
import { ENCODINGS, type Encoding } from '../../src/import/csv/encodings.ts';
import type { CsvLayout } from '../../src/import/csv/header.ts';
import { createCsvReader, type Delimiter } from '../../src/import/csv/reader.ts';
import { exportTable } from '../../src/import/export.ts';
import type { ImportKind } from '../../src/import/kind.ts';
import { LICENSE_COLUMNS } from '../../src/import/license/columns.ts';
import { licensesToExport } from '../../src/import/license/export.queries.ts';
import { licenseImport } from '../../src/import/license/kind.ts';
import type { LicenseRow } from '../../src/import/license/row.ts';
import { type ImportOptions, type ImportResult, importFile } from '../../src/import/run.ts';
import { PARAMETER_DEFAULTS } from '../../src/parameters/parameters.ts';
import { clockFrom } from '../../src/platform/clock.ts';
import { createPool, type Pool } from '../../src/platform/database/pool.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';

/** Current date of these tests. */
export const TODAY = '2026-11-22';

/** A database, a folder for files, and imports as the command line makes them. */
export type Setting = {
  database: TestDatabase;
  /** As the application's role. */
  pool: Pool;
  folder: string;
};

/** Registers the hooks that build the setting before the tests of a file and take it down after them. */
export function useImportSetting(): Setting {
  const setting = {} as Setting;
  before(async () => {
    setting.database = await createTestDatabase();
    setting.pool = createPool({
      url: setting.database.url,
      role: 'esoz_app',
      max: 2,
      applicationName: 'esoz import test',
      onError: () => {},
    });
    setting.folder = await mkdtemp(path.join(tmpdir(), 'esoz-import-'));
  });
  after(async () => {
    await setting.pool?.end();
    await setting.database?.drop();
    await rm(setting.folder, { recursive: true, force: true });
  });
  return setting;
}

export type ReportedRow = { line: number; rule: string; message: string };
export type Imported = ImportResult & {
  report: ReportedRow[];
  reportText: string;
  layout: CsvLayout;
  filePath: string;
  reportPath: string;
};

/** Writes a file of its own and imports it. */
export async function importText<Row extends { id: string } = LicenseRow>(
  setting: Setting,
  content: string | Buffer,
  options: Partial<ImportOptions> & { kind?: ImportKind<Row> } = {},
): Promise<Imported> {
  const filePath = path.join(setting.folder, `${randomUUID()}.csv`);
  await writeFile(filePath, content);
  return importPath(setting, filePath, options);
}

export async function importPath<Row extends { id: string } = LicenseRow>(
  setting: Setting,
  filePath: string,
  options: Partial<ImportOptions> & { kind?: ImportKind<Row> } = {},
): Promise<Imported> {
  const { kind = licenseImport as unknown as ImportKind<Row>, ...given } = options;
  const reportPath = given.reportPath ?? `${filePath}.report.csv`;
  let layout: CsvLayout | undefined;
  const result = await importFile(kind, {
    pool: setting.pool,
    clock: clockFrom(() => new Date(`${TODAY}T10:00:00Z`), 'Europe/Kyiv'),
    parameterFallbacks: PARAMETER_DEFAULTS,
    requestId: `cli:${randomUUID()}`,
    filePath,
    reportPath,
    dryRun: false,
    again: false,
    progress: { show() {}, end() {} },
    signal: new AbortController().signal,
    onLayout: (found) => {
      layout = found;
    },
    ...given,
  });
  const { encoding, delimiter } = layout as CsvLayout;
  const reportText = await readDecoded(reportPath, encoding);
  const report = reportedRows(reportText, delimiter);
  return { ...result, report, reportText, layout: layout as CsvLayout, filePath, reportPath };
}

/** A report of a file with commas in UTF-8. */
export async function readReport(file: string): Promise<ReportedRow[]> {
  return reportedRows(await readDecoded(file, ENCODINGS['utf-8']));
}

async function readDecoded(file: string, { createDecoder }: Encoding): Promise<string> {
  const decoder = createDecoder();
  return decoder.decode(await readFile(file).catch(() => Buffer.alloc(0))).replace(/^\uFEFF/, '');
}

/** The columns that a report adds, without the Ukrainian that stands beside the literal text. */
function reportedRows(text: string, delimiter: Delimiter = ','): ReportedRow[] {
  const [header, ...rows] = createCsvReader(delimiter, { longestRecord: 1_000_000 }).push(text);
  const cell = (fields: string[], name: string) => fields[header?.fields.indexOf(name) as number] as string;
  return rows.map(({ fields }) => ({
    line: Number(cell(fields, 'line')),
    rule: cell(fields, 'rule'),
    message: readExactText(cell(fields, 'message').replace(/ – [^–]*[а-яіїєґ].*$/s, '')),
  }));
}

/** Everything that `esoz license export` writes. */
export async function exportText(
  setting: Setting,
  legalEntityId?: string,
  form: TableForm = PLAIN_TABLE,
): Promise<string> {
  const table = { columns: LICENSE_COLUMNS, ...licensesToExport(legalEntityId) };
  let text = '';
  for await (const lines of exportTable(setting.pool, table, form, () => {})) text += lines;
  return text;
}

/** A legal entity of the registry; its id. */
export async function addLegalEntity(
  setting: Setting,
  { type = 'OUTPATIENT', status = 'ACTIVE' }: { type?: string; status?: string } = {},
): Promise<string> {
  const id = randomUUID();
  await setting.database.query(
    `INSERT INTO legal_entities VALUES ($1, 'Клініка', '38782323', $2, $3, now(), $4, now(), $4)`,
    [id, type, status, randomUUID()],
  );
  return id;
}

/** Licences in the columns of `HEADER`, as lines. */
export const HEADER = 'legal_entity_id,type,is_primary,issued_by,issued_date,active_from_date,expiry_date';

export function licenseLine(legalEntityId: string, overrides: Partial<Record<string, string>> = {}): string {
  const license: Record<string, string> = {
    legal_entity_id: legalEntityId,
    type: 'MSP',
    is_primary: 'true',
    issued_by: 'МОЗ України',
    issued_date: '2024-01-01',
    active_from_date: '2024-02-01',
    expiry_date: '',
    ...(overrides as Record<string, string>),
  };
  return HEADER.split(',')
    .map((column) => license[column])
    .join(',');
}

export const additional = { type: 'PHARMACY_DRUGS', is_primary: 'false' };

export function csv(...lines: string[]): string {
  return [HEADER, ...lines, ''].join('\n');
}
