import { deepEqual } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runSql } from '../database.ts';
import type { LoadResult } from '../drive.ts';
import type { Server } from '../servers.ts';
import type { RequestOptions } from './requests.ts';
import { entityId, LAST_SEEDED_LICENSE_ID, sampled, sampleSize, tokenOf, type World } from './world.ts';

export type Run = Pick<RequestOptions, 'scenario' | 'seed' | 'limit'> & {
  connections: number;
  seconds: number;
  /** What each caller waits before it asks again; default 0. */
  pauseMs?: number;
};

const LOAD = fileURLToPath(new URL('./load.ts', import.meta.url));

/**
 * One run of the load against one server, on a registry that is afterwards as it was.
 * A checkpoint comes first, so that none falls into a run: each page that is written then costs a whole page of WAL, as
 * in a large registry nearly every page does at any time. That is the worst case for the large one.
 */
export async function measure(server: Server, world: World, run: Run): Promise<LoadResult> {
  await runSql(world.url, 'CHECKPOINT');
  const driven = await runLoad(server, world, run);
  const { scenario } = run;
  const expected = scenario === 'create' ? '201' : '200';
  if (Object.keys(driven.statuses).join() !== expected)
    throw new Error(`${scenario} on ${world.database}: answers ${JSON.stringify(driven.statuses)}`);
  if (scenario === 'create') await removeCreated(world);
  return driven;
}

/** The load without more, whatever is answered. */
export async function runLoad(server: Server, world: World, run: Run): Promise<LoadResult> {
  const { hostname, port } = server.url;
  const { scenario, seed, limit, connections, seconds, pauseMs = 0 } = run;
  const numbers = [world.entities, seed, limit, pauseMs].map(String);
  const args = [LOAD, hostname, port, String(connections), String(seconds), scenario, ...numbers];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as LoadResult;
}

/** So that the next run can create them again. */
export async function removeCreated({ url }: World): Promise<void> {
  await runSql(url, `DELETE FROM licenses WHERE id > '${LAST_SEEDED_LICENSE_ID}'`, 'VACUUM licenses');
}

/** That both servers answer the same rows, for a few legal entities; the comparison would mean nothing otherwise. */
export async function assertSameRows(api: Server, minimal: Server, { entities }: World): Promise<void> {
  const size = sampleSize(entities);
  for (const s of [0, Math.floor(size / 2), size - 1]) {
    const headers = { Authorization: `Bearer ${tokenOf(s)}` };
    const answer = (await (await fetch(new URL('/api/licenses', api.url), { headers })).json()) as {
      data: unknown[];
    };
    const rows = await (
      await fetch(new URL(`/licenses/${entityId(sampled(s, entities))}`, minimal.url))
    ).json();
    deepEqual(answer.data, rows);
    if (answer.data.length === 0) throw new Error('there is nothing to get');
  }
}
