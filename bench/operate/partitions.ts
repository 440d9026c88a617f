/**
 * `node bench/operate/partitions.ts --rows=10000000`: what an audit log of many rows costs in one table, and in a partition
 * for each month (ADR 0092). The rows are chained as the product chains them, and verified by its own statements. About
 * 2 kB of disk a row under the temporary folder, and a minute for each million.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { type AuditFault, verifyAuditLog, verifyRecent } from '../../src/audit/verify.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { createPool } from '../../src/platform/database/pool.ts';
import { createLogger } from '../../src/platform/log.ts';
import { median } from '../figures.ts';
import { appendTo, FILL, indexesOf, PARTITIONED } from './partitions-tables.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
if (!(rows >= 100_000)) {
  process.stderr.write('--rows must be a number of 100000 or more\n');
  process.exit(2);
}
/** Rows of one statement. */
const AT_ONCE = 100_000;
const SAMPLES = 200;
/** $1 a request, $2 a resource; each names both, since PostgreSQL wants to know their types. */
const SEARCHES = [
  ['search by request', 'request_id = $1 AND $2::text IS NOT NULL'],
  ['search by resource', 'resource_id = $2 AND $1::text IS NOT NULL'],
  [
    'search of a day',
    "inserted_at >= '2025-06-10Z' AND inserted_at < '2025-06-11Z' AND $1::text <> $2::text",
  ],
] as const;

const directory = await mkdtemp(path.join(tmpdir(), 'esoz-bench-partitions-'));
const postgres = await startEmbeddedPostgres({
  dataDir: path.join(directory, 'data'),
  log: createLogger('error'),
});
const pool = createPool({
  url: postgres.ownerUrl,
  max: 1,
  statementTimeoutMs: 3_600_000,
  applicationName: 'bench',
  onError: () => {},
});
try {
  await migrate(postgres.ownerUrl);
  await pool.query("SET maintenance_work_mem = '1GB'"); // the pool is one connection
  await fill();
  await measure('one table');
  await report('partitions: made from the one table', async () => {
    for (const statement of PARTITIONED) await pool.query(statement);
    await pool.query('VACUUM ANALYZE audit_log');
  });
  await measure('partitions');
  await inTurns();
  await appendInTurns();
  await report('partitions: a month detached', () =>
    pool.query('ALTER TABLE audit_log DETACH PARTITION audit_log_2025_01'),
  );
  await report('partitions: that month dropped', () => pool.query('DROP TABLE audit_log_2025_01'));
  await report('one table: DELETE of that month', () =>
    pool.query("DELETE FROM audit_log_whole WHERE inserted_at < '2025-02-01Z'"),
  );
  await report('one table: VACUUM after it', () => pool.query('VACUUM audit_log_whole'));
} finally {
  await pool.end();
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}

async function fill(): Promise<void> {
  const indexes = await indexesOf(pool);
  await report(`one table: ${rows} rows`, async () => {
    await pool.query(FILL);
    for (const { name } of indexes) await pool.query(`DROP INDEX ${name}`);
    for (let first = 1; first <= rows; first += AT_ONCE)
      await pool.query('SELECT bench_fill($1, $2, $3)', [first, Math.min(AT_ONCE, rows - first + 1), rows]);
  });
  await report('one table: its indexes', async () => {
    for (const { definition } of indexes) await pool.query(definition);
    await pool.query('VACUUM ANALYZE audit_log');
  });
}

async function measure(what: string): Promise<void> {
  await sizes(what);
  await report(`${what}: verify, the last rows of each lane`, () => noFaults(verifyRecent(pool)));
  await report(`${what}: verify, the whole log`, () => noFaults(verifyAuditLog(pool)));
}

/** Both tables in turns, so that a slow minute is slow for both. */
async function inTurns(): Promise<void> {
  const { rows: samples } = await pool.query<{ request_id: string; resource_id: string }>(
    'SELECT request_id, resource_id FROM audit_log TABLESAMPLE SYSTEM (1) REPEATABLE (7) ORDER BY hash LIMIT $1',
    [SAMPLES],
  );
  for (const [what, condition] of SEARCHES) {
    const times = { audit_log_whole: [] as number[], audit_log: [] as number[] };
    for (const { request_id, resource_id } of samples)
      for (const [table, of] of Object.entries(times)) {
        const text = `SELECT * FROM ${table} WHERE ${condition} ORDER BY inserted_at DESC, id DESC LIMIT 51`;
        of.push(await elapsed(() => pool.query(text, [request_id, resource_id])));
      }
    print(`${what}: one table, partitions`, inMs(times));
  }
}

async function appendInTurns(): Promise<void> {
  const times = { audit_log_whole: [] as number[], audit_log: [] as number[] };
  for (let at = 0; at < SAMPLES; at += 1)
    for (const [table, of] of Object.entries(times))
      of.push(await elapsed(() => pool.query(appendTo(table))));
  print('one row appended: one table, partitions', inMs(times));
}

async function noFaults(verifying: Promise<{ faults: AuditFault[] }>): Promise<void> {
  const { faults } = await verifying;
  if (faults.length > 0) throw new Error(JSON.stringify(faults[0]));
}

async function sizes(what: string): Promise<void> {
  const { rows: found } = await pool.query<{ count: number; table: number; indexes: number }>(
    `SELECT (SELECT count(*) FROM audit_log)::float8 AS count, sum(pg_table_size(relid))::float8 AS table,
            sum(pg_indexes_size(relid))::float8 AS indexes FROM (
       SELECT 'audit_log'::regclass AS relid UNION SELECT relid FROM pg_partition_tree('audit_log')) AS parts`,
  );
  const [{ count = 1, table = 0, indexes = 0 } = {}] = found;
  print(`${what}: bytes a row`, `${(table / count).toFixed(0)} + ${(indexes / count).toFixed(0)} of indexes`);
}

function inMs(times: Record<string, number[]>): string {
  return Object.values(times)
    .map((of) => `${median(of).toFixed(2)} ms`)
    .join(', ');
}

async function report(what: string, work: () => Promise<unknown>): Promise<void> {
  print(what, `${(await elapsed(work)).toFixed(1)} ms`);
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function print(what: string, figure: string): void {
  console.log(`${what.padEnd(60)} ${figure}`);
}
