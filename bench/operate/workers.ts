/** One product with so many workers, and links asked of it. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { EmbeddedPostgres } from '#embedded-postgres';
import type { LoadResult } from '../drive.ts';

export const WORKERS = ['1', '2'] as const;

export type Started = { url: URL; startMs: number; restMb: number; stop(): Promise<void> };

const CLIENT = '33333333-3333-4333-8333-0000000000b0';
const USER = '44444444-4444-4444-8444-0000000000b0';
const WORLD = {
  clients: [{ id: CLIENT, name: 'Benchmark', type: 'NHS' }],
  tokens: [
    {
      value: 'bench-token',
      client_id: CLIENT,
      user_id: USER,
      scope: 'private_contracts:write',
      expires_in: 86_400,
    },
  ],
  api_keys: [{ value: 'bench-api-key', client_id: CLIENT }],
};
const LINK = {
  path: '/api/admin/contracts/media_storage/generate_url',
  headers: { 'API-key': 'bench-api-key', Authorization: 'Bearer bench-token' },
  body: { action: 'PUT', resource_id: USER, resource_name: 'Договір №{n}.pdf' },
  expected: 200,
};
const CONNECTIONS = 64;
/** What has to be collected after a start has been. */
const REST_MS = 2_000;
const ESOZ = fileURLToPath(new URL('../../bin/esoz.mjs', import.meta.url));
const LOAD = fileURLToPath(new URL('../load.ts', import.meta.url));
const TASKSET = '/usr/bin/taskset';

/** Until it says that it is ready; then left alone, and weighed. */
export async function startWith(
  workers: string,
  postgres: EmbeddedPostgres,
  directory: string,
): Promise<Started> {
  const dataDir = await mkdtemp(path.join(directory, 'api-'));
  const world = path.join(dataDir, 'world.json');
  await writeFile(world, JSON.stringify(WORLD));
  const begun = performance.now();
  const child = spawn(process.execPath, [ESOZ, 'start', '--json', '--world', world], {
    env: {
      ...process.env,
      ...{ PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0', DATA_DIR: dataDir, ENVIRONMENT: 'preprod' },
      DATABASE_URL: postgres.applicationUrl,
      DATABASE_OWNER_URL: postgres.ownerUrl,
      WORKERS: workers,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    exited.then(([code]) => Promise.reject(new Error(`the product ended with ${code}`))),
  ]);
  const startMs = performance.now() - begun;
  await delay(REST_MS);
  return {
    url: new URL(JSON.parse(String(line)).api_url),
    startMs,
    restMb: await weightMb(child.pid as number),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** What the parent and its workers have for themselves, and their share of what they have together (Linux; NaN elsewhere). */
async function weightMb(pid: number): Promise<number> {
  const read = (file: string) => readFile(`/proc/${file}`, 'utf8').catch(() => '');
  const children = (await read(`${pid}/task/${pid}/children`)).split(' ').filter(Boolean);
  const rollups = await Promise.all([String(pid), ...children].map((each) => read(`${each}/smaps_rollup`)));
  return rollups.reduce((sum, text) => sum + Number(/^Pss:\s+(\d+)/m.exec(text)?.[1]) / 1024, 0);
}

/** @throws Error when anything but a link was answered */
export async function measureLinks(url: URL, seconds: number): Promise<LoadResult> {
  const client = [process.execPath, LOAD, url.hostname, url.port, String(CONNECTIONS), String(seconds)];
  const pinned = existsSync(TASKSET) ? [TASKSET, '-c', String(availableParallelism() - 1)] : [];
  const [program = '', ...args] = [...pinned, ...client, JSON.stringify(LINK)];
  const { stdout } = await promisify(execFile)(program, args);
  const result = JSON.parse(stdout) as LoadResult;
  if (Object.keys(result.statuses).join() !== String(LINK.expected))
    throw new Error(`answers: ${JSON.stringify(result.statuses)}`);
  return result;
}
