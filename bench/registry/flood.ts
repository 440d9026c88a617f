import { setTimeout as delay } from 'node:timers/promises';
import type { LoadResult } from '../drive.ts';
import type { Server } from '../servers.ts';
import { measure, type Run, runLoad } from './measure.ts';
import type { World } from './world.ts';

export type FloodRun = {
  alone: LoadResult;
  beside: LoadResult;
  /** What the flood itself was answered. */
  flood: LoadResult;
};

const FLOOD_CONNECTIONS = 16;
/** The honest callers think before they ask again, so that they meet the flood and do not make one of their own. */
const HONEST = { scenario: 'get own', connections: 8, pauseMs: 20, limit: Number.POSITIVE_INFINITY } as const;
/** Until the flood has taken all that it is given. */
const RISE_MS = 2000;

/**
 * Clinics that get their licences, alone and then beside one caller with sixteen connections who asks for the dearest
 * lists of the API (SPEC 2, cost).
 * @throws Error when a clinic got anything but 200
 */
export async function measureFlood(
  server: Server,
  world: World,
  { seed, seconds }: Pick<Run, 'seed' | 'seconds'>,
): Promise<FloodRun> {
  const honest = { ...HONEST, seed, seconds };
  const alone = await measure(server, world, honest);
  const flooding = runLoad(server, world, {
    scenario: 'flood',
    connections: FLOOD_CONNECTIONS,
    seed,
    limit: Number.POSITIVE_INFINITY,
    seconds: seconds + (2 * RISE_MS) / 1000,
  });
  await delay(RISE_MS);
  const beside = await measure(server, world, honest);
  return { alone, beside, flood: await flooding };
}
