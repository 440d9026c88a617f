/**
 * Links a second through the whole method: HTTP, credentials, schema, AEL in process, signature, durable audit row, each
 * for a file of its own; against a bare JSON echo of node:http, in turn. Run it alone with `node bench/links/method.ts`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { createLogger } from '../../src/platform/log.ts';
import type { LoadResult } from '../drive.ts';
import { CONNECTIONS, type Connections, median, pairedRatio } from '../figures.ts';
import { load } from '../load.ts';
import { startApi } from '../servers.ts';

export type MethodRate = {
  connections: Connections;
  linksPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  echoesPerSecond: number;
  /** Links for each echo. */
  ofEcho: number;
};
export type MethodRates = { rates: MethodRate[]; peakMb: number };

export type MethodBenchOptions = {
  /** Of each load; default 6. */
  seconds?: number;
  /** Default 3; medians are given. */
  rounds?: number;
};

const CLIENT = '33333333-3333-4333-8333-0000000000b0';
const request = {
  path: '/api/admin/contracts/media_storage/generate_url',
  headers: { 'API-key': 'bench-api-key', Authorization: 'Bearer bench-token' },
  body: {
    action: 'PUT',
    resource_id: 'f7314656-31aa-46bb-b8cc-e2ddeeff0011',
    resource_name: 'Договір №{n}.pdf',
  },
  expected: 200,
};
const world = {
  clients: [{ id: CLIENT, name: 'Benchmark', type: 'NHS' }],
  tokens: [
    {
      value: 'bench-token',
      client_id: CLIENT,
      user_id: '44444444-4444-4444-8444-0000000000b0',
      scope: 'private_contracts:write',
      expires_in: 86_400,
    },
  ],
  api_keys: [{ value: 'bench-api-key', client_id: CLIENT }],
};

/** Measures both in turn, on a PostgreSQL of its own with fsync on. */
export async function benchMethod({
  seconds = 6,
  rounds = 3,
}: MethodBenchOptions = {}): Promise<MethodRates> {
  const directory = await mkdtemp(path.join(tmpdir(), 'esoz-bench-links-'));
  const dataDir = path.join(directory, 'data');
  const postgres = await startEmbeddedPostgres({ dataDir, log: createLogger('error') });
  try {
    const worldFile = path.join(directory, 'world.json');
    await writeFile(worldFile, JSON.stringify(world));
    const api = await startApi(postgres.applicationUrl, path.join(directory, 'api'), {
      args: ['--world', worldFile],
      env: { DATABASE_OWNER_URL: postgres.ownerUrl },
    });
    const echo = fork(path.join(import.meta.dirname, 'echo.ts'));
    const [port] = (await once(echo, 'message')) as [number];
    const runs = CONNECTIONS.map((connections) => ({
      connections,
      links: [] as LoadResult[],
      echoes: [] as LoadResult[],
    }));
    for (let round = 0; round < rounds; round += 1) {
      for (const { connections, links, echoes } of runs) {
        links.push(await load(api.url.href, request, { connections, seconds }));
        echoes.push(await load(`http://127.0.0.1:${port}`, request, { connections, seconds }));
      }
    }
    const peakMb = await api.peakMb();
    await api.stop();
    echo.disconnect();
    return { rates: runs.map(rateOf), peakMb };
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

function rateOf(runs: { connections: Connections; links: LoadResult[]; echoes: LoadResult[] }): MethodRate {
  const of = (results: LoadResult[], key: 'perSecond' | 'p50Ms' | 'p99Ms') =>
    results.map((result) => result[key]);
  const [links, echoes] = [of(runs.links, 'perSecond'), of(runs.echoes, 'perSecond')];
  return {
    connections: runs.connections,
    linksPerSecond: median(links),
    p50Ms: median(of(runs.links, 'p50Ms')),
    p99Ms: median(of(runs.links, 'p99Ms')),
    echoesPerSecond: median(echoes),
    ofEcho: pairedRatio(links, echoes),
  };
}

/** The rates as lines of a table. */
export function methodTable({ rates, peakMb }: MethodRates): string {
  const lines = rates.map(({ connections, linksPerSecond, p50Ms, p99Ms, echoesPerSecond, ofEcho }) =>
    [
      String(connections).padStart(11),
      linksPerSecond.toFixed(0).padStart(10),
      p50Ms.toFixed(1).padStart(9),
      p99Ms.toFixed(1).padStart(9),
      echoesPerSecond.toFixed(0).padStart(11),
      ofEcho.toFixed(3).padStart(9),
    ].join(''),
  );
  return [
    'links over HTTP, each with a durable audit row, and a bare node:http JSON echo',
    'connections   links/s   p50 ms   p99 ms   echoes/s  of echo',
    ...lines,
    `peak memory of the API ${peakMb.toFixed(0)} MB`,
  ].join('\n');
}

if (import.meta.main) {
  const [seconds, rounds] = process.argv.slice(2).map(Number);
  const rates = await benchMethod({ ...(seconds ? { seconds } : {}), ...(rounds ? { rounds } : {}) });
  console.log(methodTable(rates));
}
