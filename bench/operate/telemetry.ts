/**
 * `node bench/operate/telemetry.ts`: what traces cost, as licences read a second by three products side by side on one
 * PostgreSQL, without traces, with one request in a hundred traced, and with all; in turn, so that a slow minute is slow for
 * all. `--seconds=6 --rounds=5`; `--record` keeps the ratios for the chart.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { createLogger } from '../../src/platform/log.ts';
import type { LoadResult } from '../drive.ts';
import { median, pairedRatio, RECORD_OPTION, recordFigures, requireIdleToRecord } from '../figures.ts';
import { load } from '../load.ts';
import { type Server, startApi } from '../servers.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '5' },
    ...RECORD_OPTION,
  },
});
// Behind the others of `bench:operate` the machine was at rest when they began.
if (import.meta.main) requireIdleToRecord(values.record);
const CONNECTIONS = 64;
/** Share of requests that are traced; the first is what the others are compared with. */
const SHARES = ['off', '0.01', '1'] as const;
type Share = (typeof SHARES)[number];
/** What costs the least besides, so that traces show the most: two statements, and nothing written. */
const READ = {
  path: '/api/licenses',
  headers: { Authorization: 'Bearer bench-token' },
  expected: 200,
};
const CLINIC = '33333333-3333-4333-8333-0000000000b0';
const world = {
  legal_entities: [
    { id: CLINIC, name: 'Benchmark', edrpou: '12345678', type: 'OUTPATIENT', status: 'ACTIVE' },
  ],
  tokens: [
    {
      value: 'bench-token',
      client_id: CLINIC,
      user_id: '44444444-4444-4444-8444-0000000000b0',
      scope: 'license:read',
      expires_in: 86_400,
    },
  ],
};

const directory = await mkdtemp(path.join(tmpdir(), 'esoz-bench-telemetry-'));
const postgres = await startEmbeddedPostgres({
  dataDir: path.join(directory, 'data'),
  log: createLogger('error'),
});
let received = 0;
const collector = createServer((request, response) => {
  request.on('data', ({ length }) => {
    received += length;
  });
  request.on('end', () => response.end('{}'));
});
await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
const servers: Server[] = [];
try {
  const apis = await startAll();
  const results = Object.fromEntries(SHARES.map((share) => [share, [] as LoadResult[]]));
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const share of SHARES) {
      const result = await load(apis[share].url.href, READ, {
        connections: CONNECTIONS,
        seconds: Number(values.seconds),
      });
      results[share]?.push(result);
    }
    const rates = SHARES.map((share) => `${share} ${results[share]?.at(-1)?.perSecond.toFixed(0)}/s`);
    process.stdout.write(`round ${round}: ${rates.join(', ')}\n`);
  }
  await report(results as Record<Share, LoadResult[]>, apis);
} finally {
  for (const server of servers) await server.stop();
  collector.closeAllConnections();
  collector.close();
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}

async function startAll(): Promise<Record<Share, Server>> {
  const worldFile = path.join(directory, 'world.json');
  await writeFile(worldFile, JSON.stringify(world));
  const { port } = collector.address() as AddressInfo;
  const apis: Partial<Record<Share, Server>> = {};
  for (const share of SHARES) {
    const traces = {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: share,
    };
    const api = await startApi(postgres.applicationUrl, path.join(directory, share), {
      args: ['--world', worldFile],
      env: { DATABASE_OWNER_URL: postgres.ownerUrl, ...(share === 'off' ? {} : traces) },
    });
    servers.push(api);
    apis[share] = api;
  }
  return apis as Record<Share, Server>;
}

async function report(results: Record<Share, LoadResult[]>, apis: Record<Share, Server>): Promise<void> {
  const rates = (share: Share) => results[share].map(({ perSecond }) => perSecond);
  process.stdout.write('\ntraced    reads/s   p50 ms   p99 ms   peak MB   of off\n');
  const ratios = new Map<Share, number>();
  for (const share of SHARES) {
    const ratio = pairedRatio(rates(share), rates('off'));
    ratios.set(share, ratio);
    const cells = [
      median(rates(share)).toFixed(0),
      median(results[share].map(({ p50Ms }) => p50Ms)).toFixed(1),
      median(results[share].map(({ p99Ms }) => p99Ms)).toFixed(1),
      (await apis[share].peakMb()).toFixed(0),
      ratio.toFixed(2),
    ];
    process.stdout.write(`${share.padEnd(8)}${cells.map((cell) => cell.padStart(9)).join('')}\n`);
  }
  process.stdout.write(`the collector got ${(received / 1024 / 1024).toFixed(1)} MB\n`);
  const figure = (what: string, share: Share) => ({
    what,
    peer: 'the same without traces',
    ratio: ratios.get(share) as number,
  });
  await recordFigures('telemetry', values.record, [
    figure('read licences, one request in a hundred traced', '0.01'),
    figure('read licences, every request traced', '1'),
  ]);
}
