/**
 * `npm run bench:registry`: what the size of the registry costs a request, and what the API costs beyond its rows.
 * The real program over HTTP on a small and on a large registry in one PostgreSQL with fsync on, interleaved in one run;
 * then get licenses of the large one against a minimal handler (minimal-server.ts), and beside a flood (flood.ts).
 * `--large=10000000 --small=10000 --seconds=6 --rounds=5`; `--keep-data=<dir>` keeps what was seeded for the next run.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { createLogger } from '../../src/platform/log.ts';
import type { LoadResult } from '../drive.ts';
import { CONNECTIONS, RECORD_OPTION, recordFigures, requireIdleToRecord } from '../figures.ts';
import { type Server, startApi, startMinimalServer } from '../servers.ts';
import { measureFlood } from './flood.ts';
import { assertSameRows, measure, type Run, removeCreated } from './measure.ts';
import { type Results, report } from './report.ts';
import { SCENARIOS, type Scenario } from './requests.ts';
import { resetSettings, seedWorld } from './seed.ts';
import { sampleSize, type World } from './world.ts';

const { values } = parseArgs({
  options: {
    large: { type: 'string', default: '10000000' },
    small: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '5' },
    'keep-data': { type: 'string' },
    ...RECORD_OPTION,
  },
});
const [largeSize, smallSize, seconds, rounds] = [
  values.large,
  values.small,
  values.seconds,
  values.rounds,
].map(Number) as [number, number, number, number];
if (![largeSize, smallSize, seconds, rounds].every((number) => number > 0)) {
  process.stderr.write('--large, --small, --seconds and --rounds must be numbers above 0\n');
  process.exit(2);
}
/**
 * Latency is compared below saturation: with half as many connections as the API has to PostgreSQL no request waits
 * for one, and a queue does not drown what a statement takes; yet commits still share their syncs, as they do in use.
 */
const LATENCY_CONNECTIONS = 8;
const WARM_UP_SECONDS = 2;

requireIdleToRecord(values.record);
const print = (line: string) => process.stdout.write(`${line}\n`);
const closers: (() => Promise<unknown>)[] = [];
let closing: Promise<void> | undefined;
async function closeAll(): Promise<void> {
  // One at a time from the end: a server that was still starting adds itself meanwhile.
  for (let closer = closers.pop(); closer; closer = closers.pop()) await closer();
}
const close = () => {
  closing ??= closeAll();
  return closing;
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.on('uncaughtException', () => {}); // what still runs loses its database; closing goes on
    void close().finally(() => process.exit(1));
  });
}

const directory = await mkdtemp(path.join(tmpdir(), 'esoz-bench-registry-'));
closers.push(() => rm(directory, { recursive: true, force: true }));
try {
  const postgres = await startEmbeddedPostgres({
    dataDir: values['keep-data'] ?? path.join(directory, 'data'),
    log: createLogger('error'),
  });
  closers.push(postgres.stop);
  await resetSettings(postgres.superuserUrl);
  const worlds = {
    small: await seedWorld(postgres.superuserUrl, smallSize, print),
    large: await seedWorld(postgres.superuserUrl, largeSize, print),
  };
  const figures = report(await measureAll(worlds), {
    latency: LATENCY_CONNECTIONS,
  });
  await recordFigures('registry', values.record, figures);
} finally {
  await close();
}

async function measureAll(worlds: { small: World; large: World }): Promise<Results> {
  await Promise.all([worlds.small, worlds.large].map(removeCreated));
  const kept = async (starting: Promise<Server>) => {
    const server = await starting;
    closers.push(server.stop);
    return server;
  };
  const apis = {
    small: await kept(startApi(worlds.small.url, path.join(directory, 'small'))),
    large: await kept(startApi(worlds.large.url, path.join(directory, 'large'))),
  };
  const minimal = await kept(startMinimalServer(worlds.large.url));
  await assertSameRows(apis.large, minimal, worlds.large);

  // As many creates on both: the small registry has no more legal entities to create one for.
  const creates = Math.min(sampleSize(worlds.small.entities), sampleSize(worlds.large.entities));
  const latencies = Object.fromEntries(SCENARIOS.map((scenario) => [scenario, { small: [], large: [] }]));
  const results: Omit<Results, 'peakMb'> = {
    sizes: { small: smallSize, large: largeSize },
    latencies: latencies as unknown as Record<Scenario, { small: LoadResult[]; large: LoadResult[] }>,
    throughput: CONNECTIONS.map((connections) => ({ connections, api: [], minimal: [] })),
    floods: [],
  };
  // Round 0 warms up compilers, connections and their prepared statements, and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const counted = round > 0;
    const shared = { seed: round, seconds: counted ? seconds : Math.min(seconds, WARM_UP_SECONDS) };
    // Which one goes first alternates.
    const order = round % 2 === 0 ? (['small', 'large'] as const) : (['large', 'small'] as const);
    for (const scenario of SCENARIOS) {
      const limit = scenario === 'create' ? creates : Number.POSITIVE_INFINITY;
      const run: Run = { ...shared, scenario, limit, connections: LATENCY_CONNECTIONS };
      for (const size of order) {
        const driven = await measure(apis[size], worlds[size], run);
        if (counted) results.latencies[scenario][size].push(driven);
      }
    }
    for (const { connections, ...runs } of results.throughput) {
      const run = { ...shared, limit: Number.POSITIVE_INFINITY, connections };
      const byApi = await measure(apis.large, worlds.large, { ...run, scenario: 'get own' });
      const byMinimal = await measure(minimal, worlds.large, { ...run, scenario: 'minimal' });
      if (!counted) continue;
      runs.api.push(byApi);
      runs.minimal.push(byMinimal);
    }
    const flood = await measureFlood(apis.large, worlds.large, shared);
    if (!counted) continue;
    results.floods.push(flood);
    printRound(round, results);
  }
  const peakMb = { small: await apis.small.peakMb(), large: await apis.large.peakMb() };
  return { ...results, peakMb };
}

function printRound(round: number, { latencies, throughput, floods }: Omit<Results, 'peakMb'>): void {
  const perSecond = (runs: LoadResult[]) => runs.at(-1)?.perSecond.toFixed(0);
  const gets = throughput.map(
    ({ connections, api, minimal }) => `${perSecond(api)} / ${perSecond(minimal)} with ${connections}`,
  );
  const { alone, beside } = floods.at(-1) as Results['floods'][number];
  const p50 = SCENARIOS.map((scenario) => {
    const { small, large } = latencies[scenario];
    return `${scenario} ${small.at(-1)?.p50Ms.toFixed(2)} / ${large.at(-1)?.p50Ms.toFixed(2)}`;
  });
  print(
    `round ${round}: p50 in ms, small / large: ${p50.join(', ')}; get licenses / minimal a second: ${gets.join(', ')}; p99 alone ${alone.p99Ms.toFixed(1)} ms, beside the flood ${beside.p99Ms.toFixed(1)} ms`,
  );
}
