/**
 * Licences a second through `esoz license import` against PostgreSQL's own COPY of the same file into a table of the
 * same shape, which checks nothing but its constraints and writes no audit log. One PostgreSQL, one run, interleaved.
 * `node bin/npm-script.mjs bench/registry/import.ts --rows=200000 --rounds=3`
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { LICENSE_CSV_COLUMNS } from '../../src/import/license/columns.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { createLogger } from '../../src/platform/log.ts';
import { measurePeakMb } from '../../test/fixtures/peak-memory.ts';
import { writeLegalEntities, writeLicenses } from '../../test/fixtures/registry-files.ts';
import { databaseUrl, runSql } from '../database.ts';
import { median, RECORD_OPTION, recordFigures } from '../figures.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '3' },
    ...RECORD_OPTION,
  },
});
const rows = Number(values.rows);
const GOAL_RATIO = 0.2;
const GOAL_MB = 200;
const ESOZ = fileURLToPath(new URL('../../bin/esoz.mjs', import.meta.url));

/** COPY into a table with the columns, and with what else a licence's table has. */
const SHAPES = {
  columns: 'CREATE TABLE copied (LIKE licenses)',
  indexes: 'CREATE TABLE copied (LIKE licenses INCLUDING ALL)',
  'indexes and foreign key':
    'CREATE TABLE copied (LIKE licenses INCLUDING ALL, FOREIGN KEY (legal_entity_id) REFERENCES legal_entities (id))',
};
type Shape = keyof typeof SHAPES;

const directory = await mkdtemp(path.join(tmpdir(), 'esoz-bench-import-'));
const postgres = await startEmbeddedPostgres({
  dataDir: path.join(directory, 'data'),
  log: createLogger('error'),
});
try {
  const licenses = path.join(directory, 'licenses.csv');
  const legalEntities = path.join(directory, 'legal-entities.csv');
  await writeLegalEntities(legalEntities, rows / 2);
  await writeLicenses(licenses, rows);
  const url = await seed(legalEntities);
  const megabytes = (await stat(licenses)).size / 1e6;
  process.stdout.write(`${rows} licences of ${rows / 2} legal entities, ${megabytes.toFixed(0)} MB\n`);

  const imports: { perSecond: number; peakMb: number }[] = [];
  const copies: Record<Shape, number[]> = { columns: [], indexes: [], 'indexes and foreign key': [] };
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const shape of Object.keys(SHAPES) as Shape[])
      copies[shape].push(await measureCopy(url, licenses, shape));
    imports.push(await measureImport(licenses));
    const { perSecond, peakMb } = imports.at(-1) as (typeof imports)[0];
    process.stdout.write(
      `round ${round}: import ${perSecond.toFixed(0)}/s, ${peakMb.toFixed(0)} MB; COPY ${Object.values(copies)
        .map((each) => `${each.at(-1)?.toFixed(0)}/s`)
        .join(', ')}\n`,
    );
  }
  await report(imports, copies);
} finally {
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}

/** The database that every import begins with: legal entities, no licences. */
async function seed(legalEntities: string): Promise<string> {
  await runSql(postgres.superuserUrl, 'CREATE DATABASE bench_seed OWNER esoz_owner');
  const url = databaseUrl(postgres.superuserUrl, 'bench_seed');
  await migrate(url);
  await promisify(execFile)(process.execPath, [ESOZ, 'legal-entity', 'import', legalEntities], {
    env: { ...process.env, DATABASE_URL: url },
  });
  await runSql(url, 'VACUUM ANALYZE');
  return url;
}

async function measureCopy(url: string, file: string, shape: Shape): Promise<number> {
  const stamps = ['inserted_at', 'updated_at'].map((name) => `ALTER ${name} SET DEFAULT now()`);
  const users = ['inserted_by', 'updated_by'].map((name) => `ALTER ${name} SET DEFAULT '${'0'.repeat(32)}'`);
  await runSql(
    url,
    'DROP TABLE IF EXISTS copied',
    SHAPES[shape],
    `ALTER TABLE copied ALTER is_active SET DEFAULT true, ${[...stamps, ...users].join(', ')}`,
    'CHECKPOINT',
  );
  const started = performance.now();
  await runSql(url, `COPY copied (${LICENSE_CSV_COLUMNS.join(', ')}) FROM '${file}' (FORMAT csv, HEADER)`);
  return rows / ((performance.now() - started) / 1000);
}

/** The whole command: its start and the reading of the file for its identity are part of the time. */
async function measureImport(file: string): Promise<{ perSecond: number; peakMb: number }> {
  await runSql(
    postgres.superuserUrl,
    'DROP DATABASE IF EXISTS bench_import WITH (FORCE)',
    'CREATE DATABASE bench_import TEMPLATE bench_seed STRATEGY FILE_COPY',
    'CHECKPOINT',
  );
  const url = databaseUrl(postgres.superuserUrl, 'bench_import');
  await runSql(url, 'DROP TABLE IF EXISTS copied');
  const started = performance.now();
  const { stdout, peakMb } = await measurePeakMb([ESOZ, 'license', 'import', file, '--json'], {
    DATABASE_URL: url,
  });
  const seconds = (performance.now() - started) / 1000;
  const { imported, state } = JSON.parse(stdout);
  if (imported !== rows || state !== 'imported') throw new Error(`the import said ${stdout}`);
  return { perSecond: rows / seconds, peakMb };
}

async function report(
  imports: { perSecond: number; peakMb: number }[],
  copies: Record<Shape, number[]>,
): Promise<void> {
  const perSecond = median(imports.map((each) => each.perSecond));
  const peakMb = Math.max(...imports.map((each) => each.peakMb));
  const verdict = (reached: boolean) => (reached ? 'reached' : 'missed');
  process.stdout.write(`\nimport                               ${perSecond.toFixed(0)} rows/s\n`);
  for (const [shape, results] of Object.entries(copies)) {
    const ratio = perSecond / median(results);
    process.stdout.write(
      `COPY, with ${shape.padEnd(24)}  ${median(results).toFixed(0)} rows/s, ratio ${ratio.toFixed(2)}   (goal ${GOAL_RATIO}: ${verdict(ratio >= GOAL_RATIO)})\n`,
    );
  }
  process.stdout.write(
    `peak memory of the import            ${peakMb.toFixed(0)} MB   (goal ${GOAL_MB}: ${verdict(peakMb <= GOAL_MB)})\n`,
  );
  const figures = Object.entries(copies).map(([shape, results]) => ({
    what: 'import licences, every rule checked and audited',
    peer: `COPY into a table with ${shape}`,
    ratio: perSecond / median(results),
    goal: GOAL_RATIO,
  }));
  await recordFigures('import', values.record, figures);
}
