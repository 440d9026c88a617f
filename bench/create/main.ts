/**
 * `npm run bench:create`: licences a second through HTTP against pgbench with the same SQL, on one PostgreSQL with
 * fsync on, in turn, with as many connections each. `--profile` adds a CPU profile of the API process;
 * `--seconds=6 --rounds=3`; `--record` keeps the figures for the chart.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { createLogger } from '../../src/platform/log.ts';
import type { LoadResult } from '../drive.ts';
import {
  CONNECTIONS,
  type Connections,
  median,
  pairedRatio,
  RECORD_OPTION,
  recordFigures,
  requireIdleToRecord,
} from '../figures.ts';
import { load } from '../load.ts';
import { startApi } from '../servers.ts';
import { pgbench } from './pgbench.ts';
import { printProfile } from './profile.ts';
import { CLINICS, countCreated, counters, freshDatabase, seed, tokenOf } from './world.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '3' },
    profile: { type: 'boolean', default: false },
    ...RECORD_OPTION,
  },
});
const seconds = Number(values.seconds);
requireIdleToRecord(values.record);
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
/** More of pgbench's clients than these only wait for each other on few cores: its best is looked for here too. */
const PGBENCH_CLIENTS = [...CONNECTIONS, 16] as const;
const GOAL_RATIO = 0.5;
const GOAL_MB = 150;
const run = promisify(execFile);

await run('pgbench', ['--version']).catch(() => {
  process.stderr.write(
    "pgbench is not on the PATH: install PostgreSQL's client programs (Debian: postgresql-contrib)\n",
  );
  process.exit(1);
});

type HttpRun = LoadResult & {
  peakMb: number;
  queriesPerLicense: number;
  walSyncsPerLicense: number;
};
type Round = {
  http: Record<Connections, HttpRun>;
  pgbench: Record<(typeof PGBENCH_CLIENTS)[number], number>;
};

const directory = await mkdtemp(path.join(tmpdir(), 'esoz-bench-'));
const postgres = await startEmbeddedPostgres({
  dataDir: path.join(directory, 'data'),
  log: createLogger('error'),
});
try {
  await seed(postgres.superuserUrl);
  const rounds: Round[] = [];
  for (let number = 1; number <= Number(values.rounds); number++) {
    rounds.push(await measureRound());
    printRound(number, rounds.at(-1) as Round);
  }
  await report(rounds);
} finally {
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}

async function measureRound(): Promise<Round> {
  const http: Partial<Round['http']> = {};
  const direct: Partial<Round['pgbench']> = {};
  for (const clients of PGBENCH_CLIENTS) {
    if (clients !== 16) http[clients] = await measureHttp(clients);
    direct[clients] = await measurePgbench(clients);
  }
  return { http, pgbench: direct } as Round;
}

async function measureHttp(connections: number): Promise<HttpRun> {
  const url = await freshDatabase(postgres.superuserUrl, 'bench_http');
  const profile: Record<string, string> = values.profile
    ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${directory}` }
    : {};
  const api = await startApi(url, path.join(directory, 'api'), { env: profile });
  const before = await counters(postgres.superuserUrl, 'bench_http');
  const result = await load(api.url.href, CREATE, { connections, seconds });
  const peakMb = await api.peakMb();
  await api.stop(); // its backends report their counters when they end
  const after = await counters(postgres.superuserUrl, 'bench_http');
  const created = await requireCreated(url, result.statuses['201'] ?? 0);
  return {
    ...result,
    peakMb,
    queriesPerLicense: (after.commits - before.commits) / created,
    walSyncsPerLicense: (after.walSyncs - before.walSyncs) / created,
  };
}

async function measurePgbench(clients: number): Promise<number> {
  const url = await freshDatabase(postgres.superuserUrl, 'bench_pgbench');
  const { perSecond, transactions } = await pgbench({ url, clients, seconds, directory });
  await requireCreated(url, transactions);
  return perSecond;
}

/** Both sides must have written what they say: a statement that inserts nothing is quick. */
async function requireCreated(url: string, expected: number): Promise<number> {
  const { licenses, auditRows } = await countCreated(url);
  if (licenses !== expected || auditRows !== expected)
    throw new Error(`${expected} licences were said to be created: ${licenses}, audit rows: ${auditRows}`);
  return licenses;
}

function printRound(number: number, { http, pgbench: direct }: Round): void {
  const ours = CONNECTIONS.map((count) => `${http[count].perSecond.toFixed(0)}/s with ${count}`).join(', ');
  const theirs = PGBENCH_CLIENTS.map((count) => `${direct[count].toFixed(0)}/s with ${count}`).join(', ');
  process.stdout.write(`round ${number}: HTTP ${ours}; pgbench ${theirs}\n`);
}

async function report(rounds: Round[]): Promise<void> {
  const verdict = (reached: boolean) => (reached ? 'reached' : 'missed');
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const of = (count: Connections, key: keyof HttpRun) =>
    median(rounds.map(({ http }) => http[count][key] as number));
  print('\nconnections       HTTP/s   p50 ms   p99 ms    pgbench/s   ratio');
  const ratios = CONNECTIONS.map((count) => {
    const theirs = rounds.map((round) => round.pgbench[count]);
    const ratio = pairedRatio(
      rounds.map(({ http }) => http[count].perSecond),
      theirs,
    );
    const cells = [
      of(count, 'perSecond').toFixed(0),
      of(count, 'p50Ms').toFixed(1),
      of(count, 'p99Ms').toFixed(1),
    ];
    print(
      `${String(count).padStart(11)}${cells.map((cell) => cell.padStart(9)).join('')}${median(theirs).toFixed(0).padStart(13)}${ratio.toFixed(2).padStart(8)}`,
    );
    return { count, ratio };
  });
  const best = pairedRatio(
    rounds.map(({ http }) => http[64].perSecond),
    rounds.map((round) => Math.max(...Object.values(round.pgbench))),
  );
  const peakMb = Math.max(...rounds.flatMap(({ http }) => Object.values(http).map((each) => each.peakMb)));
  print(`
64 connections to pgbench's best ${best.toFixed(2)}   (goal ${GOAL_RATIO}: ${verdict(best >= GOAL_RATIO)})
peak memory of the API           ${peakMb.toFixed(0)} MB   (goal ${GOAL_MB}: ${verdict(peakMb <= GOAL_MB)})
queries per licence              ${of(64, 'queriesPerLicense').toFixed(2)}
WAL syncs per licence            ${of(64, 'walSyncsPerLicense').toFixed(3)}
CPU of the load itself           ${((of(64, 'clientCpuSeconds') / seconds) * 100).toFixed(0)} % of a core`);
  if (values.profile) printProfile(directory);
  await recordFigures('create', values.record, [
    {
      what: 'create a licence over HTTP, 64 connections',
      peer: "pgbench's best, the same statements",
      ratio: best,
      goal: GOAL_RATIO,
    },
    ...ratios
      .filter(({ count }) => count !== 64)
      .map(({ count, ratio }) => ({
        what: `create a licence over HTTP, ${count} connection${count === 1 ? '' : 's'}`,
        peer: 'pgbench with as many, the same statements',
        ratio,
      })),
  ]);
}
