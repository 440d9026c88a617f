/**
 * `npm run bench:create`: licences a second through HTTP against pgbench with the same SQL, on one PostgreSQL with
 * fsync on, interleaved in one run. `--profile` adds a CPU profile of the API process; `--seconds=6 --rounds=3`; `--record` keeps
 * the figures for the chart.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { createLogger } from '../../src/platform/log.ts';
import type { LoadResult } from '../drive.ts';
import { median, RECORD_OPTION, recordFigures } from '../figures.ts';
import { load } from '../load.ts';
import { startApi } from '../servers.ts';
import { pgbench } from './pgbench.ts';
import { printProfile } from './profile.ts';
import { CLINICS, counters, freshDatabase, seed, tokenOf } from './world.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '3' },
    profile: { type: 'boolean', default: false },
    ...RECORD_OPTION,
  },
});
const seconds = Number(values.seconds);
const CONNECTIONS = 64;
/** Each request is another clinic's. */
const CREATE = {
  path: '/api/licenses',
  headers: { Authorization: `Bearer ${tokenOf('{n}')}` },
  body: {
    type: 'PHARMACY_DRUGS',
    issued_by: 'Держлікслужба',
    issued_date: '2024-02-28',
    active_from_date: '2024-02-28',
    is_primary: false,
    license_number: 'АВ 123456',
  },
  expected: 201,
  most: CLINICS,
};
const GOAL_RATIO = 0.5;
const GOAL_MB = 150;
const run = promisify(execFile);

await run('pgbench', ['--version']).catch(() => {
  process.stderr.write(
    "pgbench is not on the PATH: install PostgreSQL's client programs (Debian: postgresql-contrib)\n",
  );
  process.exit(1);
});

const directory = await mkdtemp(path.join(tmpdir(), 'esoz-bench-'));
const postgres = await startEmbeddedPostgres({
  dataDir: path.join(directory, 'data'),
  log: createLogger('error'),
});
try {
  await seed(postgres.superuserUrl);
  const http: HttpRun[] = [];
  const bench: Record<16 | 64, number[]> = { 16: [], 64: [] };
  for (let round = 1; round <= Number(values.rounds); round++) {
    http.push(await measureHttp());
    for (const clients of [16, 64] as const) {
      const url = await freshDatabase(postgres.superuserUrl, 'bench_pgbench');
      bench[clients].push(await pgbench(url, clients, seconds, directory));
    }
    const last = http.at(-1) as HttpRun;
    process.stdout.write(
      `round ${round}: HTTP ${last.perSecond.toFixed(0)}/s, pgbench ${bench[16].at(-1)?.toFixed(0)}/s with 16, ${bench[64].at(-1)?.toFixed(0)}/s with 64 clients\n`,
    );
  }
  await report(http, bench);
} finally {
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}

type HttpRun = LoadResult & {
  peakMb: number;
  queriesPerLicense: number;
  walSyncsPerLicense: number;
};

async function measureHttp(): Promise<HttpRun> {
  const url = await freshDatabase(postgres.superuserUrl, 'bench_http');
  const profile: Record<string, string> = values.profile
    ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${directory}` }
    : {};
  const api = await startApi(url, path.join(directory, 'api'), { env: profile });
  const before = await counters(postgres.superuserUrl, 'bench_http');
  const result = await load(api.url.href, CREATE, { connections: CONNECTIONS, seconds });
  const peakMb = await api.peakMb();
  await api.stop(); // its backends report their counters when they end
  const after = await counters(postgres.superuserUrl, 'bench_http');
  const created = result.statuses['201'] ?? 0;
  return {
    ...result,
    peakMb,
    queriesPerLicense: (after.commits - before.commits) / created,
    walSyncsPerLicense: (after.walSyncs - before.walSyncs) / created,
  };
}

async function report(http: HttpRun[], bench: Record<16 | 64, number[]>): Promise<void> {
  const perSecond = median(http.map((each) => each.perSecond));
  const best = Math.max(median(bench[16]), median(bench[64]));
  const ratio = perSecond / best;
  const peakMb = Math.max(...http.map((each) => each.peakMb));
  const of = (key: keyof HttpRun) => median(http.map((each) => each[key] as number));
  const verdict = (reached: boolean) => (reached ? 'reached' : 'missed');
  process.stdout.write(`
HTTP, ${CONNECTIONS} connections   ${perSecond.toFixed(0)} licences/s   p50 ${of('p50Ms').toFixed(1)} ms   p99 ${of('p99Ms').toFixed(1)} ms
pgbench, 16 clients     ${median(bench[16]).toFixed(0)} licences/s
pgbench, 64 clients     ${median(bench[64]).toFixed(0)} licences/s
ratio to pgbench's best ${ratio.toFixed(2)}   (goal ${GOAL_RATIO}: ${verdict(ratio >= GOAL_RATIO)})
peak memory of the API  ${peakMb.toFixed(0)} MB   (goal ${GOAL_MB}: ${verdict(peakMb <= GOAL_MB)})
queries per licence     ${of('queriesPerLicense').toFixed(2)}
WAL syncs per licence   ${of('walSyncsPerLicense').toFixed(3)}
CPU of the load itself  ${((of('clientCpuSeconds') / seconds) * 100).toFixed(0)} % of a core
`);
  if (values.profile) printProfile(directory);
  await recordFigures('create', values.record, [
    { what: 'create a licence over HTTP', peer: 'pgbench, the same statements', ratio, goal: GOAL_RATIO },
  ]);
}
